// SPDX-License-Identifier: MIT
#include "drm/prime.h"

namespace cf
{

namespace
{

constexpr IoctlRequest kHandleToFd{DRM_IOCTL_PRIME_HANDLE_TO_FD, "DRM_IOCTL_PRIME_HANDLE_TO_FD"};
constexpr IoctlRequest kFlink{DRM_IOCTL_GEM_FLINK, "DRM_IOCTL_GEM_FLINK"};
constexpr IoctlRequest kFdToHandle{DRM_IOCTL_PRIME_FD_TO_HANDLE, "DRM_IOCTL_PRIME_FD_TO_HANDLE"};

} // namespace

Result<DmaBuf> try_export_dmabuf(const GemHandle &handle, std::uint32_t flags)
{
	drm_prime_handle request{.handle = handle.number(), .flags = flags, .fd = -1};
	const Status status = handle.device().try_ioctl(kHandleToFd, &request);
	if (!status.ok())
		return status.failure();
	return DmaBuf{UniqueFd{request.fd}};
}

DmaBuf export_dmabuf(const GemHandle &handle)
{
	return try_export_dmabuf(handle).take();
}

Result<GemHandle> try_import_dmabuf(const std::shared_ptr<const Device> &device, FdRef dmabuf)
{
	return GemHandle::try_make(device, [&]() -> Result<std::uint32_t> {
		drm_prime_handle request{.handle = 0, .flags = 0, .fd = dmabuf.get()};
		const Status status = device->try_ioctl(kFdToHandle, &request);
		if (!status.ok())
			return status.failure();
		return request.handle;
	});
}

GemHandle import_dmabuf(const std::shared_ptr<const Device> &device, const DmaBuf &dmabuf)
{
	return try_import_dmabuf(device, dmabuf.fd()).take();
}

Result<std::uint32_t> try_global_name(const GemHandle &handle)
{
	drm_gem_flink request{.handle = handle.number(), .name = 0};
	const Status status = handle.device().try_ioctl(kFlink, &request);
	if (!status.ok())
		return status.failure();
	return request.name;
}

} // namespace cf
