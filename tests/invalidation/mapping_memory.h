// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

#include "host/meminfo.h"
#include "invalidation/probing.h"

// What of a mapping the kernel does not get back with it.

namespace cf
{

class MappingMemory
{
public:
	// So many that it shows: each processor keeps up to 125 pages of the count to itself
	// (calculate_normal_threshold() in mm/vmstat.c).
	static constexpr int kMappings = 16384;    // a round
	static constexpr std::int64_t kLeast = 32; // bytes: a table's one entry

	// Bytes of one round, the first, in which caches fill, apart; what is lost is lost in each,
	// and what others of the machine do is done in some.
	static std::int64_t lost_by(const ProbeImporter &importer)
	{
		constexpr int rounds = 3;
		map_and_unmap(importer);
		std::int64_t lost = std::numeric_limits<std::int64_t>::max();
		for (int round = 0; round < rounds; ++round) {
			const std::int64_t before = slabs();
			map_and_unmap(importer);
			lost = std::min(lost, slabs() - before);
		}
		return lost;
	}

private:
	static void map_and_unmap(const ProbeImporter &importer)
	{
		for (int made = 0; made < kMappings; ++made) {
			importer.map();
			importer.unmap();
		}
	}

	static std::int64_t slabs() { return meminfo_value("SUnreclaim"); }
};

inline testing::AssertionResult nothing_is_lost_by(const ProbeImporter &importer)
{
	const std::int64_t lost = MappingMemory::lost_by(importer);
	if (lost < MappingMemory::kMappings * MappingMemory::kLeast / 2)
		return testing::AssertionSuccess();
	return testing::AssertionFailure()
		<< "each of the last " << MappingMemory::kMappings
		<< " mappings that were made and unmade has left "
		<< lost / MappingMemory::kMappings << " bytes (SUnreclaim of /proc/meminfo)";
}

} // namespace cf
