// SPDX-License-Identifier: MIT
#pragma once

#include <algorithm>
#include <chrono>
#include <functional>
#include <random>
#include <span>
#include <vector>

#include "containers/shape.h"
#include "support/matrix/pending_file.h"

// Fixture for containers of the probe's fences: makes leaves, builds a shape of them, and ends
// them in an order and from a context that the case asks for.

namespace cf
{

// What has not gone by then has leaked: long enough for any emulated guest.
constexpr std::chrono::seconds kGone{30};

using Leaves = std::vector<ProbeFence>;

// In which order leaves signal; "mixed" is the same in every run.
enum class Order { forward, backward, mixed };

inline const char *name_of(Order order)
{
	return order == Order::forward     ? "forward"
		: order == Order::backward ? "backward"
					   : "mixed";
}

inline const char *name_of(SignalFrom from)
{
	return from == SignalFrom::task     ? "task"
		: from == SignalFrom::timer ? "timer"
					    : "interrupt";
}

inline std::vector<std::reference_wrapper<const ProbeFence>> ordered(
	std::span<const ProbeFence> leaves, Order order)
{
	std::vector<std::reference_wrapper<const ProbeFence>> all{leaves.begin(), leaves.end()};
	if (order == Order::backward)
		std::reverse(all.begin(), all.end());
	if (order == Order::mixed)
		std::shuffle(all.begin(), all.end(), std::mt19937{20211201});
	return all;
}

class ContainerTest : public FenceProbeTest
{
protected:
	Leaves create_leaves(std::size_t count)
	{
		Leaves leaves;
		for (std::size_t made = 0; made < count; ++made)
			leaves.push_back(probe().create_fence());
		return leaves;
	}

	SyncFile build(const Shape &shape, std::span<const ProbeFence> leaves)
	{
		return build(std::span{shape.levels}, leaves);
	}

	// Signals them, and returns when all have.
	static void end(std::span<const std::reference_wrapper<const ProbeFence>> leaves,
		SignalFrom from = SignalFrom::task)
	{
		for (const ProbeFence &leaf : leaves)
			leaf.signal(from);
		for (const ProbeFence &leaf : leaves)
			ASSERT_TRUE(leaf.sync_file().wait(Deadline::generous()));
	}

	// As released(), for fences that go in an interrupt of their own.
	std::size_t released_in_time(std::size_t count)
	{
		return released_by(Deadline{kGone}, count);
	}

private:
	SyncFile build(std::span<const Level> levels, std::span<const ProbeFence> leaves)
	{
		const auto &[container, width] = levels.front();
		std::vector<SyncFile> parts;
		std::vector<FdRef> members;
		if (levels.size() == 1) {
			for (const ProbeFence &leaf : leaves)
				members.push_back(leaf.fd());
			return probe().combine(container, members);
		}
		const std::size_t each = leaves.size() / width;
		for (std::size_t part = 0; part < width; ++part)
			parts.push_back(
				build(levels.subspan(1), leaves.subspan(part * each, each)));
		for (const SyncFile &part : parts)
			members.push_back(part.fd());
		return probe().combine(container, members);
	}
};

} // namespace cf
