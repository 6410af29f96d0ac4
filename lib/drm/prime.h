// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>

#include <drm.h>
#include <fcntl.h>

#include "dmabuf/dma_buf.h"
#include "drm/gem/gem_handle.h"

// PRIME (drivers/gpu/drm/drm_prime.c): a GEM handle out as a dma-buf, a dma-buf in as a
// GEM handle. One file gives one handle a buffer: see GemHandle for who closes it.

namespace cf
{

// DRM_IOCTL_PRIME_HANDLE_TO_FD. Without DRM_RDWR the descriptor is O_RDONLY.
// EINVAL: other flags; ENOSYS, EOPNOTSUPP: the driver does not export.
Result<DmaBuf> try_export_dmabuf(
	const GemHandle &handle, std::uint32_t flags = DRM_CLOEXEC | DRM_RDWR);
DmaBuf export_dmabuf(const GemHandle &handle);

// DRM_IOCTL_PRIME_FD_TO_HANDLE. EBADF: no such descriptor; EINVAL: not a dma-buf, or the
// driver cannot import; otherwise what the driver's attach or map says.
Result<GemHandle> try_import_dmabuf(const std::shared_ptr<const Device> &device, FdRef dmabuf);
GemHandle import_dmabuf(const std::shared_ptr<const Device> &device, const DmaBuf &dmabuf);

// DRM_IOCTL_GEM_FLINK: the object's name among all of its device, the same by whichever file's
// handle. EACCES: not root, and the file is not authenticated, or a render node.
Result<std::uint32_t> try_global_name(const GemHandle &handle);

} // namespace cf
