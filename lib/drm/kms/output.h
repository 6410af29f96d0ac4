// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include <xf86drmMode.h>

#include "drm/device.h"

// What a picture needs on its way out of a device: a connector, a CRTC that can drive it
// and the CRTC's primary plane. Object ids are the kernel's. A master
// probes its connectors; others see what was found last.

namespace cf
{

struct Output {
	std::uint32_t connector = 0;
	std::uint32_t crtc = 0;
	std::uint32_t crtc_index = 0; // as in debugfs crtc-N and possible_crtcs
	std::uint32_t primary_plane = 0;
	std::vector<drmModeModeInfo> modes; // the connector's own, preferred first
};

// The first connected connector with a CRTC; virtual displays count as connected.
// ENODEV: none; EOPNOTSUPP: the device does no mode setting.
Result<Output> try_find_output(const Device &device);

// The writeback connector that can run on the CRTC of `output`, if the driver has one. Makes
// the device file an atomic client that sees writeback connectors.
std::optional<std::uint32_t> find_writeback_connector(const Device &device, const Output &output);

// A user-defined mode of that size at 60 Hz. Drivers take sizes that no monitor lists.
drmModeModeInfo make_mode(std::uint16_t width, std::uint16_t height);

} // namespace cf
