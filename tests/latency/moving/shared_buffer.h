// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include <gtest/gtest.h>

#include "latency/calls.h"
#include "probe/probe.h"
#include "support/content/pattern.h"
#include "support/matrix/sized.h"

// What moves in latency@move: a buffer of the probe, its importers, and one move timed with what
// comes after it. Owns all of them; throws what the probe's calls throw.

namespace cf
{

// A buffer of the probe with so many importers, and what they have been told of.
class Shared
{
public:
	Shared(const Probe &probe, std::size_t size, std::size_t importers)
		: exporter_(probe.create_exporter(size))
	{
		pattern_.fill(exporter_.dmabuf().map().bytes().first(page_size()));
		const DmaBuf dmabuf = exporter_.dmabuf();
		for (std::size_t made = 0; made < importers; ++made)
			importers_.push_back(probe.attach(dmabuf));
	}

	// The new mapping is used as soon as it may be, which is when its content has come. How far
	// a pipelined copy has come when the mapping is made is chance, so that has no parts. The
	// devices only read: the kernel's DMA debugging holds more than seven that write to a page
	// for a leak (kernel/dma/debug.c, ACTIVE_CACHELINE_MAX_OVERLAP).
	void take_turn(Calls &calls, const ProbeMove &how)
	{
		map_all();
		++moves_;
		std::uint64_t word = 0;
		const auto map = [&] {
			importers_.front().map(Direction::to_device);
		};
		const auto use = [&] {
			read(importers_.front(), word);
		};
		calls.time("move_to_first_use", [&] {
			calls.time("move", [&] { exporter_.move(how); });
			if (how.pipelined) {
				map();
				use();
				return;
			}
			calls.time("map", map);
			calls.time("first_use", use);
		});
		expect_all_told();
		EXPECT_TRUE(pattern_.matches(std::as_bytes(std::span{&word, 1})));
	}

private:
	void map_all() const
	{
		for (const ProbeImporter &importer : importers_)
			if (!importer.state().mapped)
				importer.map(Direction::to_device);
	}

	void expect_all_told() const
	{
		for (const ProbeImporter &importer : importers_)
			EXPECT_EQ(importer.state().invalidations, moves_);
		EXPECT_EQ(exporter_.state().mappings, 1u) << "of the old place";
	}

	static void read(const ProbeImporter &importer, std::uint64_t &word)
	{
		importer.try_read(0, std::as_writable_bytes(std::span{&word, 1}), ProbePath::dma)
			.take();
	}

	Pattern pattern_{17};
	ProbeExporter exporter_;
	std::vector<ProbeImporter> importers_;
	std::uint64_t moves_ = 0;
};

} // namespace cf
