// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>

#include "base/mapping.h"
#include "drm/gem/gem_handle.h"

// A dumb buffer: the one way of allocating that every KMS driver has. Asked for by bytes
// rather than pixels, since here it is memory to share.

namespace cf
{

// Pixels are 32 bits.
struct DumbShape {
	std::uint32_t width = 0;
	std::uint32_t height = 0;
};

// The shape that a buffer of so many bytes is asked for in: lines of whole pages, which every
// driver's pitch rule accepts, and no more lines than displays accept.
DumbShape dumb_shape_for(std::size_t bytes);

class DumbBuffer
{
public:
	// DRM_IOCTL_MODE_CREATE_DUMB; zeroed. ENOSYS: the driver has no dumb buffers; EACCES: the
	// device was opened at its render node. DRM_CAP_DUMB_BUFFER would not tell: vgem says 0.
	static Result<DumbBuffer> try_create(
		const std::shared_ptr<const Device> &device, std::size_t bytes);
	static DumbBuffer create(const std::shared_ptr<const Device> &device, std::size_t bytes);

	// For a picture of that shape. virtio-gpu shows a buffer only in the shape it was made in.
	static Result<DumbBuffer> try_create(
		const std::shared_ptr<const Device> &device, DumbShape shape);

	const GemHandle &handle() const { return handle_; }

	// Bytes; at least what was asked for, whole pages.
	std::size_t size() const { return size_; }

	// Bytes a line.
	std::uint32_t pitch() const { return pitch_; }

	// The whole buffer through the driver's own mmap.
	Result<Mapping> try_map() const;
	Mapping map() const;

private:
	DumbBuffer(GemHandle handle, std::size_t size, std::uint32_t pitch)
		: handle_(std::move(handle)), size_(size), pitch_(pitch)
	{
	}

	GemHandle handle_;
	std::size_t size_;
	std::uint32_t pitch_;
};

// DRM_IOCTL_MODE_MAP_DUMB and mmap of any handle, readable and writable. EINVAL for imported
// ones where the driver uses drm_gem_dumb_map_offset.
Result<Mapping> try_map_gem(const GemHandle &handle, std::size_t size);

} // namespace cf
