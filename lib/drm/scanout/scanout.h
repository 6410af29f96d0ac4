// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>

#include "drm/gem/gem_handle.h"
#include "host/node_claim.h"

// Content as a display controller sees it: framebuffers over a buffer are shown on a CRTC,
// and what arrives at the far end is read back. That end is video memory (cirrus, and
// bochs where it imports: 7.2, not 6.12) or a writeback connector (vkms).

namespace cf
{

// Whether this driver's scan-out can be read back at all; try_open says for sure.
bool has_readable_scanout(const DeviceInfo &info);

class Scanout
{
public:
	// Opens the device as master and takes its output over until the end of life; waits for
	// other processes' claims of the node. EOPNOTSUPP: has_readable_scanout() is false, or
	// vkms was loaded without writeback; EBUSY: this process has one of the device already,
	// or there is a master that claims nothing; otherwise the errno of finding an output or
	// mapping the BAR.
	static Result<std::unique_ptr<Scanout>> try_open(const DeviceInfo &info);

	virtual ~Scanout() = default;
	Scanout(const Scanout &) = delete;
	Scanout &operator=(const Scanout &) = delete;

	// The device to import into; its handles are what read() takes.
	const std::shared_ptr<const Device> &device() const { return device_; }

	// Which bits of every four bytes from the start of the buffer come through (little-endian):
	// all of them from video memory, not the X of XRGB8888 from writeback.
	std::uint32_t mask() const { return mask_; }

	// Shows the buffer of `size` bytes (whole pages) and reads `bytes` of it from `offset` on;
	// bits outside mask() read as zero. Throws std::system_error.
	virtual void read(const GemHandle &handle, std::size_t size, std::size_t offset,
		std::span<std::byte> bytes) = 0;

protected:
	Scanout(std::shared_ptr<const Device> device, std::uint32_t mask)
		: device_(std::move(device)), mask_(mask)
	{
	}

private:
	std::optional<NodeClaim> claim_; // outlives the last use of the device
	std::shared_ptr<const Device> device_;
	std::uint32_t mask_;
};

} // namespace cf
