// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "probe/probe.h"
#include "support/matrix/sized.h"
#include "support/require.h"

// Moves of the probe's buffers as test parameters, and the kernels on which there are any.

namespace cf
{

// Whether a move is finished when the call returns, or by its KERNEL fence.
struct Moving {
	const char *label;
	ProbeMove move;

	std::string name() const { return label; }
	std::vector<std::string> roles() const { return {}; }
};

// Asked of a buffer of its own, as the kernel's configuration is not always to be had. The probe
// must be there.
inline void require_mappings_that_move()
{
	const Probe probe = Probe::open();
	const ProbeExporter exporter = probe.create_exporter(page_size());
	const ProbeImporter importer = probe.attach(exporter.dmabuf());
	importer.map();
	require(exporter.state().pins == 0,
		"this kernel pins for every mapping (CONFIG_DMABUF_MOVE_NOTIFY is not set)");
}

} // namespace cf
