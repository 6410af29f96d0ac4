// SPDX-License-Identifier: MIT
#include "drm/gem/gem_handle.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>

#include <drm.h>

#include "drm/gem/handle_table.h"

namespace cf
{

namespace
{

constexpr IoctlRequest kClose{DRM_IOCTL_GEM_CLOSE, "DRM_IOCTL_GEM_CLOSE"};

void close_or_abort(const Device &device, std::uint32_t number)
{
	drm_gem_close request{.handle = number, .pad = 0};
	const Status status = device.try_ioctl(kClose, &request);
	if (status.ok())
		return;
	std::fprintf(stderr, "%s, handle %u: %s: somebody else closed this handle\n",
		status.failure().context.c_str(), number, status.error().name().c_str());
	std::abort();
}

} // namespace

Result<GemHandle> GemHandle::try_make(
	std::shared_ptr<const Device> device, const std::function<Result<std::uint32_t>()> &make)
{
	const Result<std::uint32_t> number = device->handles().try_add(make);
	if (!number.ok())
		return number.failure();
	return GemHandle{std::move(device), number.value()};
}

GemHandle &GemHandle::operator=(GemHandle &&other) noexcept
{
	if (this != &other) {
		reset();
		device_ = std::move(other.device_);
		number_ = std::exchange(other.number_, 0);
	}
	return *this;
}

void GemHandle::reset()
{
	if (!device_)
		return;
	const int saved_errno = errno;
	const std::shared_ptr<const Device> device = std::move(device_);
	device->handles().remove(number_, [&] { close_or_abort(*device, number_); });
	errno = saved_errno;
}

} // namespace cf
