// SPDX-License-Identifier: MIT
#include "journal/journal_reader.h"

#include <nlohmann/json.hpp>

#include "base/result.h"
#include "journal/record/record_line.h"

namespace cf
{

JournalReader::JournalReader(const std::string &path) : file_(path, std::ios::binary)
{
	if (!file_)
		Failure::last("open " + path).raise();
}

bool JournalReader::accept(std::string_view text, nlohmann::json &record)
{
	record = nlohmann::json::parse(text, nullptr, false);
	const bool good = record.is_object() && record.contains("t") && record["t"].is_string();
	damaged_ += !good;
	return good;
}

// A damaged newline joins records that are good by themselves: looks for them where a
// checksum and the brace of an object stand.
void JournalReader::take_apart(std::string_view line)
{
	constexpr std::size_t digits = 8;
	// Every place costs a checksum, and a test may have printed what looks like one.
	int places = 1000;
	std::size_t end = line.size();
	for (std::size_t at = line.rfind(" {"); at != line.npos && at >= digits && places > 0;
		at = at ? line.rfind(" {", at - 1) : line.npos, --places) {
		const std::size_t begin = at - digits;
		const auto text = from_record_line(line.substr(begin, end - begin));
		if (!text)
			continue;
		found_.emplace_front(*text);
		// One byte between them has been the newline.
		end = begin ? begin - 1 : 0;
	}
	damaged_ += end != 0;
}

bool JournalReader::next(nlohmann::json &record)
{
	for (;;) {
		while (!found_.empty()) {
			const std::string text = std::move(found_.front());
			found_.pop_front();
			if (accept(text, record))
				return true;
		}
		std::string line;
		if (!std::getline(file_, line))
			return false;
		// A last line without its newline was torn, whatever its checksum says.
		if (file_.eof()) {
			++damaged_;
			continue;
		}
		// What a resumed run has put behind a torn line.
		if (line.empty())
			continue;
		if (const auto text = from_record_line(line)) {
			if (accept(*text, record))
				return true;
		} else {
			take_apart(line);
		}
	}
}

} // namespace cf
