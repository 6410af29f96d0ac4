// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

#include <sys/mman.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

#include "base/unique_fd.h"
#include "journal/record/record_line.h"
#include "results/piglit/test_result.h"
#include "results/replay.h"

// Any bytes as a journal. Those that begin with '#' are the JSON texts of records, which get
// their checksums here: chance does not find those.

namespace
{

std::string with_checksums(std::string_view texts)
{
	std::string journal;
	while (!texts.empty()) {
		const std::size_t end = std::min(texts.find('\n'), texts.size());
		journal += cf::to_record_line(texts.substr(0, end));
		texts.remove_prefix(std::min(end + 1, texts.size()));
	}
	return journal;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
	std::string_view bytes(reinterpret_cast<const char *>(data), size);
	const std::string journal =
		bytes.starts_with('#') ? with_checksums(bytes.substr(1)) : std::string(bytes);
	const cf::UniqueFd file(::memfd_create("journal", MFD_CLOEXEC));
	if (::write(file.get(), journal.data(), journal.size()) !=
		static_cast<ssize_t>(journal.size()))
		return 0;
	try {
		cf::replay_journal("/proc/self/fd/" + std::to_string(file.get()),
			[](const cf::TestRecord &test) { cf::piglit_entry(test); });
	} catch (const std::runtime_error &) {
		return 0; // a journal that begins with no run is refused
	}
	return 0;
}
