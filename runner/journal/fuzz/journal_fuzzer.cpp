// SPDX-License-Identifier: MIT
#include <cstdint>
#include <stdexcept>

#include <nlohmann/json.hpp>

#include "journal/fuzz/fuzzed_journal.h"
#include "results/piglit/test_result.h"
#include "results/replay.h"

// What results.json is made from.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
	static cf::FuzzedJournal journal;
	if (!journal.fill(data, size))
		return 0;
	try {
		cf::replay_journal(
			journal.path(), [](const cf::TestRecord &test) { cf::piglit_entry(test); });
	} catch (const std::runtime_error &) {
		return 0; // a journal that begins with no run is refused
	}
	return 0;
}
