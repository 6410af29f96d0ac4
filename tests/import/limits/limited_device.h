// SPDX-License-Identifier: MIT
#pragma once

#include <gtest/gtest.h>

#include "support/matrix/pending_file.h"

// What the probe's devices find of a buffer: the one that reaches everything and takes pieces of
// any length, and the one that says nothing of itself.

namespace cf
{

// What the kernel assumes of the latter: setup_pdev_dma_masks() in drivers/base/platform.c,
// dma_get_max_seg_size() in include/linux/dma-mapping.h.
constexpr std::uint64_t kLimitedReach = std::uint64_t{1} << 32;
constexpr std::uint64_t kLimitedPiece = std::uint64_t{64} << 10;

inline ProbeImporter attach_limited(const DmaBuf &buffer)
{
	return Probe::open().attach(buffer, {.kind = ImporterKind::static_, .limited = true});
}

inline ProbeImporterState mapped_without_limits(const DmaBuf &buffer)
{
	const ProbeImporter importer =
		Probe::open().attach(buffer, {.kind = ImporterKind::static_});
	importer.map();
	return importer.state();
}

class LimitedDeviceTest : public ExporterTest
{
protected:
	void SetUp() override
	{
		static_cast<void>(require_present(Probe::try_open(), kProbeNeeded));
		require_mapped_for_others(exporter());
	}
};

} // namespace cf
