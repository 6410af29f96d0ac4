// SPDX-License-Identifier: MIT
#pragma once

#include <numeric>
#include <string>
#include <vector>

#include "probe/probe.h"

// Containers of the probe's fences in any nesting. A shape lists its levels from the outside; the
// members of the innermost are the leaves, in one order from left to right. The first member of a
// chain is what came before it, so that a chain of one does not exist.

namespace cf
{

struct Level {
	FenceContainer container;
	std::size_t width = 0;
};

struct Shape {
	std::vector<Level> levels;

	// "chain8_of_array64".
	std::string name() const
	{
		std::string all;
		for (const auto &[container, width] : levels) {
			const bool array = container == FenceContainer::array;
			all += (all.empty() ? "" : "_of_") +
				std::string{array ? "array" : "chain"} + std::to_string(width);
		}
		return all;
	}
	std::vector<std::string> roles() const { return {}; }

	std::size_t leaves() const
	{
		return std::accumulate(levels.begin(), levels.end(), std::size_t{1},
			[](std::size_t count, const Level &level) { return count * level.width; });
	}
};

inline Level array_of(std::size_t width)
{
	return {FenceContainer::array, width};
}

inline Level chain_of(std::size_t width)
{
	return {FenceContainer::chain, width};
}

} // namespace cf
