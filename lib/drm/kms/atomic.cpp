// SPDX-License-Identifier: MIT
#include "drm/kms/atomic.h"

#include <cerrno>

#include <fmt/format.h>
#include <xf86drm.h>

namespace cf
{

namespace
{

constexpr IoctlRequest kCreateBlob{DRM_IOCTL_MODE_CREATEPROPBLOB, "DRM_IOCTL_MODE_CREATEPROPBLOB"};
constexpr IoctlRequest kDestroyBlob{
	DRM_IOCTL_MODE_DESTROYPROPBLOB, "DRM_IOCTL_MODE_DESTROYPROPBLOB"};

struct Property {
	std::uint32_t id = 0;
	std::uint64_t value = 0;
};

using Properties = std::unique_ptr<drmModeObjectProperties, decltype(&drmModeFreeObjectProperties)>;
using Definition = std::unique_ptr<drmModePropertyRes, decltype(&drmModeFreeProperty)>;

Result<Property> try_find(const Device &device, std::uint32_t object, std::string_view name)
{
	const int fd = device.fd().get();
	const Properties properties{drmModeObjectGetProperties(fd, object, DRM_MODE_OBJECT_ANY),
		drmModeFreeObjectProperties};
	if (!properties)
		return Failure::last("DRM_IOCTL_MODE_OBJ_GETPROPERTIES on " + device.driver());
	for (std::uint32_t i = 0; i < properties->count_props; ++i) {
		const std::uint32_t id = properties->props[i];
		const Definition definition{drmModeGetProperty(fd, id), drmModeFreeProperty};
		if (definition && definition->name == name)
			return Property{id, properties->prop_values[i]};
	}
	return Failure{Errno{ENOENT},
		fmt::format("property {} of object {} on {}", name, object, device.driver())};
}

} // namespace

Status try_enable_atomic(const Device &device)
{
	if (drmSetClientCap(device.fd().get(), DRM_CLIENT_CAP_ATOMIC, 1) != 0)
		return Failure::last("DRM_CLIENT_CAP_ATOMIC on " + device.driver());
	return success();
}

Result<std::uint32_t> try_find_property(
	const Device &device, std::uint32_t object, std::string_view name)
{
	const Result<Property> property = try_find(device, object, name);
	if (!property.ok())
		return property.failure();
	return property.value().id;
}

Result<std::uint64_t> try_property_value(
	const Device &device, std::uint32_t object, std::string_view name)
{
	const Result<Property> property = try_find(device, object, name);
	if (!property.ok())
		return property.failure();
	return property.value().value;
}

AtomicCommit::AtomicCommit(const Device &device)
	: device_(device), request_(drmModeAtomicAlloc(), drmModeAtomicFree)
{
}

AtomicCommit &AtomicCommit::set(
	std::uint32_t object, std::string_view property, std::uint64_t value)
{
	const std::uint32_t id = try_find_property(device_, object, property).take();
	drmModeAtomicAddProperty(request_.get(), object, id, value);
	return *this;
}

Status AtomicCommit::try_commit(std::uint32_t flags)
{
	if (drmModeAtomicCommit(device_.fd().get(), request_.get(), flags, nullptr) != 0)
		return Failure::last("DRM_IOCTL_MODE_ATOMIC on " + device_.driver());
	return success();
}

void AtomicCommit::commit(std::uint32_t flags)
{
	try_commit(flags).take();
}

Result<SyncFile> AtomicCommit::try_commit_fenced(std::uint32_t crtc, std::uint32_t flags)
{
	std::int32_t fence = -1;
	set(crtc, "OUT_FENCE_PTR", reinterpret_cast<std::uintptr_t>(&fence));
	const Status status = try_commit(flags);
	if (!status.ok())
		return status.failure();
	return SyncFile{UniqueFd{fence}};
}

SyncFile AtomicCommit::commit_fenced(std::uint32_t crtc, std::uint32_t flags)
{
	return try_commit_fenced(crtc, flags).take();
}

PropertyBlob::PropertyBlob(std::shared_ptr<const Device> device, const drmModeModeInfo &mode)
	: device_(std::move(device))
{
	drm_mode_create_blob request{};
	request.data = reinterpret_cast<std::uintptr_t>(&mode);
	request.length = sizeof(mode);
	device_->try_ioctl(kCreateBlob, &request).take();
	id_ = request.blob_id;
}

PropertyBlob::~PropertyBlob()
{
	drm_mode_destroy_blob request{.blob_id = id_};
	static_cast<void>(device_->try_ioctl(kDestroyBlob, &request));
}

} // namespace cf
