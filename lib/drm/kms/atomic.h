// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include <xf86drmMode.h>

#include "dmabuf/sync_file.h"
#include "drm/device.h"

// One atomic commit, built property by property (DRM_IOCTL_MODE_ATOMIC). The device must be
// master and have been told of DRM_CLIENT_CAP_ATOMIC by try_enable_atomic().

namespace cf
{

// EOPNOTSUPP: the driver is not atomic.
Status try_enable_atomic(const Device &device);

// The id and the value of a named property of a KMS object. ENOENT: it has no such property.
Result<std::uint32_t> try_find_property(
	const Device &device, std::uint32_t object, std::string_view name);

Result<std::uint64_t> try_property_value(
	const Device &device, std::uint32_t object, std::string_view name);

class AtomicCommit
{
public:
	explicit AtomicCommit(const Device &device);

	// Throws std::system_error, ENOENT, when the object has no such property.
	AtomicCommit &set(std::uint32_t object, std::string_view property, std::uint64_t value);

	// `flags`: DRM_MODE_ATOMIC_* and DRM_MODE_PAGE_FLIP_EVENT.
	Status try_commit(std::uint32_t flags);
	void commit(std::uint32_t flags);

	// With OUT_FENCE_PTR of a CRTC that takes part: signals when the commit is shown.
	Result<SyncFile> try_commit_fenced(std::uint32_t crtc, std::uint32_t flags);
	SyncFile commit_fenced(std::uint32_t crtc, std::uint32_t flags);

private:
	const Device &device_;
	std::unique_ptr<drmModeAtomicReq, decltype(&drmModeAtomicFree)> request_;
};

// A property blob (a mode, for MODE_ID), destroyed at the end of life.
class PropertyBlob
{
public:
	PropertyBlob(std::shared_ptr<const Device> device, const drmModeModeInfo &mode);
	~PropertyBlob();
	PropertyBlob(const PropertyBlob &) = delete;
	PropertyBlob &operator=(const PropertyBlob &) = delete;

	std::uint32_t id() const { return id_; }

private:
	std::shared_ptr<const Device> device_;
	std::uint32_t id_ = 0;
};

} // namespace cf
