// SPDX-License-Identifier: MIT
#pragma once

#include "probe/importer.h"
#include "support/content/pattern.h"

// Content as the probe's device finds and leaves it, by the DMA addresses of its mapping.

namespace cf
{

inline void write_by_device(const ProbeImporter &importer, const Pattern &pattern, std::size_t size)
{
	pattern.write_by(
		[&](std::size_t at, auto bytes) {
			importer.try_write(at, bytes, ProbePath::dma).take();
		},
		size);
}

inline testing::AssertionResult device_sees(
	const ProbeImporter &importer, const Pattern &pattern, std::size_t size)
{
	return pattern.read_by(
		[&](std::size_t at, auto bytes) {
			importer.try_read(at, bytes, ProbePath::dma).take();
		},
		size);
}

} // namespace cf
