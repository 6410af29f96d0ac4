// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "base/result.h"
#include "base/unique_fd.h"

// A PCI device that vfio-pci drives for as long as this object lives. Only a device that nobody
// drives is taken. A lock on its directory in sysfs keeps other processes out, and they wait; it
// ends with its holder, however that dies, and who comes next finds the device bound already.

namespace cf
{

class VfioBinding
{
public:
	// The address of QEMU's shared-memory device, which exists in virtual machines alone and
	// has ordinary memory in BAR 2. ENODEV: there is none.
	static Result<std::string> try_find_spare();

	// `address` as in /sys/bus/pci/devices. ENOENT: the kernel has no vfio-pci; EBUSY: the
	// device has another driver; ENODEV: vfio-pci did not take it.
	static Result<VfioBinding> try_bind(const std::string &address);

	VfioBinding(VfioBinding &&other) noexcept = default;
	VfioBinding &operator=(VfioBinding &&) = delete;

	// Waits until the last VfioDevice of it has gone.
	~VfioBinding();

	const std::string &address() const { return address_; }

private:
	VfioBinding(UniqueFd lock, std::string address)
		: lock_(std::move(lock)), address_(std::move(address))
	{
	}

	UniqueFd lock_;
	std::string address_;
};

} // namespace cf
