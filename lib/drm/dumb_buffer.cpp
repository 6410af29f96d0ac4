// SPDX-License-Identifier: MIT
#include "drm/dumb_buffer.h"

#include <sys/mman.h>

#include <drm.h>
#include <drm_mode.h>

namespace cf
{

namespace
{

constexpr IoctlRequest kCreate{DRM_IOCTL_MODE_CREATE_DUMB, "DRM_IOCTL_MODE_CREATE_DUMB"};
constexpr IoctlRequest kMap{DRM_IOCTL_MODE_MAP_DUMB, "DRM_IOCTL_MODE_MAP_DUMB"};

constexpr std::uint32_t kBytesPerPixel = 4;
constexpr std::uint32_t kMaxLines = 16384;

} // namespace

DumbShape dumb_shape_for(std::size_t bytes)
{
	std::size_t line = 4096;
	while (bytes > line * kMaxLines)
		line *= 2;
	return DumbShape{
		.width = static_cast<std::uint32_t>(line / kBytesPerPixel),
		.height = static_cast<std::uint32_t>((bytes + line - 1) / line),
	};
}

Result<DumbBuffer> DumbBuffer::try_create(
	const std::shared_ptr<const Device> &device, std::size_t bytes)
{
	return try_create(device, dumb_shape_for(bytes));
}

Result<DumbBuffer> DumbBuffer::try_create(
	const std::shared_ptr<const Device> &device, DumbShape shape)
{
	drm_mode_create_dumb request{
		.height = shape.height, .width = shape.width, .bpp = kBytesPerPixel * 8};
	Result<GemHandle> handle = GemHandle::try_make(device, [&]() -> Result<std::uint32_t> {
		const Status status = device->try_ioctl(kCreate, &request);
		if (!status.ok())
			return status.failure();
		return request.handle;
	});
	if (!handle.ok())
		return handle.failure();
	return DumbBuffer{std::move(handle).take(), request.size, request.pitch};
}

DumbBuffer DumbBuffer::create(const std::shared_ptr<const Device> &device, std::size_t bytes)
{
	return try_create(device, bytes).take();
}

Result<Mapping> DumbBuffer::try_map() const
{
	return try_map_gem(handle_, size_);
}

Mapping DumbBuffer::map() const
{
	return try_map().take();
}

Result<Mapping> try_map_gem(const GemHandle &handle, std::size_t size)
{
	drm_mode_map_dumb request{.handle = handle.number()};
	const Status status = handle.device().try_ioctl(kMap, &request);
	if (!status.ok())
		return status.failure();
	return Mapping::try_map(handle.device().fd(), size, static_cast<off_t>(request.offset),
		PROT_READ | PROT_WRITE, MAP_SHARED);
}

} // namespace cf
