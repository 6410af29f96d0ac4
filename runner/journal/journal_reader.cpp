// SPDX-License-Identifier: MIT
#include "journal/journal_reader.h"

#include <nlohmann/json.hpp>

#include "base/result.h"
#include "journal/record_line.h"

namespace cf
{

JournalReader::JournalReader(const std::string &path) : file_(path, std::ios::binary)
{
	if (!file_)
		Failure::last("open " + path).raise();
}

bool JournalReader::next(nlohmann::json &record)
{
	for (std::string line; std::getline(file_, line);) {
		// A last line without its newline was torn, whatever its checksum says.
		const auto text = from_record_line(line);
		if (text && !file_.eof()) {
			record = nlohmann::json::parse(*text, nullptr, false);
			if (record.is_object() && record.contains("t"))
				return true;
		}
		++damaged_;
	}
	return false;
}

} // namespace cf
