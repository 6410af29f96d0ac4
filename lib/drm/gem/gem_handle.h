// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <memory>

#include "drm/device.h"

// One owner's share of a GEM handle, and of the device that it is valid on. Importing a
// buffer twice gives two GemHandles with one number (HandleTable says why);
// DRM_IOCTL_GEM_CLOSE is made when the last of them ends.

namespace cf
{

class GemHandle
{
public:
	// Runs `make`, an ioctl that gives a handle, and takes a share of what it gave. No handle
	// of the device is closed meanwhile, so a re-import cannot meet the close of its number.
	static Result<GemHandle> try_make(std::shared_ptr<const Device> device,
		const std::function<Result<std::uint32_t>()> &make);

	GemHandle(GemHandle &&other) noexcept = default;
	GemHandle &operator=(GemHandle &&other) noexcept;
	GemHandle(const GemHandle &) = delete;
	GemHandle &operator=(const GemHandle &) = delete;
	~GemHandle() { reset(); }

	std::uint32_t number() const { return number_; }
	const Device &device() const { return *device_; }
	const std::shared_ptr<const Device> &shared_device() const { return device_; }

	// Gives the share back now. A GEM_CLOSE that fails means that somebody else closed the
	// handle: it is never noise, and aborts, as UniqueFd does.
	void reset();

private:
	GemHandle(std::shared_ptr<const Device> device, std::uint32_t number)
		: device_(std::move(device)), number_(number)
	{
	}

	std::shared_ptr<const Device> device_; // empty: moved from or reset
	std::uint32_t number_ = 0;
};

} // namespace cf
