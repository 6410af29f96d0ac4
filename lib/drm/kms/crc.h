// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/deadline.h"
#include "base/unique_fd.h"
#include "drm/device.h"

// The checksum that a display controller takes of every frame, from debugfs
// dri/N/crtc-I/crc (drivers/gpu/drm/drm_debugfs_crc.c). Values compare, nothing more.

namespace cf
{

struct FrameCrc {
	std::uint32_t frame = 0;
	std::vector<std::uint32_t> values;
};

class CrcReader
{
public:
	// Starts capture from the source "auto". ENOENT: the driver takes no CRC, or debugfs is
	// not mounted; EIO: the CRTC is off.
	static Result<CrcReader> try_open(const Device &device, std::uint32_t crtc_index);

	// The next frame's. ETIMEDOUT: none by the deadline.
	Result<FrameCrc> try_next(Deadline deadline) const;

private:
	explicit CrcReader(UniqueFd data) : data_(std::move(data)) {}

	UniqueFd data_;
};

// "0xFRAME 0xVALUE…" up to the end of the line, as the data file has it. EBADMSG: something else.
Result<FrameCrc> try_parse_crc(std::string_view line);

} // namespace cf
