// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include <sys/mman.h>
#include <unistd.h>

#include "base/unique_fd.h"
#include "journal/record/record_line.h"

// A file in memory with any bytes as a journal. Those that begin with '#' are the JSON texts of
// records, which get their checksums here: chance does not find those.

namespace cf
{

class FuzzedJournal
{
public:
	std::string path() const { return "/proc/self/fd/" + std::to_string(file_.get()); }

	// False when there is no memory for it.
	bool fill(const std::uint8_t *data, std::size_t size)
	{
		const std::string_view bytes(reinterpret_cast<const char *>(data), size);
		const std::string journal = bytes.starts_with('#') ? with_checksums(bytes.substr(1))
								   : std::string(bytes);
		return ::ftruncate(file_.get(), 0) == 0 &&
			::pwrite(file_.get(), journal.data(), journal.size(), 0) ==
			static_cast<ssize_t>(journal.size());
	}

private:
	static std::string with_checksums(std::string_view texts)
	{
		std::string journal;
		while (!texts.empty()) {
			const std::size_t end = std::min(texts.find('\n'), texts.size());
			journal += to_record_line(texts.substr(0, end));
			texts.remove_prefix(std::min(end + 1, texts.size()));
		}
		return journal;
	}

	UniqueFd file_{::memfd_create("journal", MFD_CLOEXEC)};
};

} // namespace cf
