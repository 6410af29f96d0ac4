// SPDX-License-Identifier: MIT
#include "vfio/binding.h"

#include <cerrno>
#include <filesystem>

#include <fcntl.h>
#include <sys/file.h>

#include "base/text_file.h"
#include "host/modules.h"

namespace cf
{

namespace
{

namespace fs = std::filesystem;

const std::string kDevices = "/sys/bus/pci/devices";
const std::string kDriver = "vfio-pci";
constexpr const char *kSpareVendor = "0x1af4\n";
constexpr const char *kSpareDevice = "0x1110\n";

std::string path_of(const std::string &address)
{
	return kDevices + "/" + address;
}

// Empty: nobody drives it.
std::string driver_of(const std::string &address)
{
	std::error_code error;
	return fs::read_symlink(path_of(address) + "/driver", error).filename();
}

Result<UniqueFd> try_lock(const std::string &path)
{
	Result<UniqueFd> directory = try_open(path, O_RDONLY | O_DIRECTORY);
	if (!directory.ok())
		return directory;
	int locked;
	do {
		locked = ::flock(directory.value().get(), LOCK_EX);
	} while (locked == -1 && errno == EINTR);
	if (locked == -1)
		return Failure::last("flock of " + path);
	return directory;
}

// With what lets vfio-pci open a device: a kernel has either, or both.
Status try_load_drivers()
{
	for (const char *backend : {"vfio_iommu_type1", "iommufd"}) {
		Status loaded = try_load_module(backend);
		if (!loaded.ok() && loaded.error() != Errno{ENOENT})
			return loaded;
	}
	return try_load_module("vfio_pci");
}

Status try_drive(const std::string &address)
{
	Status chosen = try_write_text(path_of(address) + "/driver_override", kDriver);
	if (!chosen.ok())
		return chosen;
	return try_write_text("/sys/bus/pci/drivers_probe", address);
}

} // namespace

Result<std::string> VfioBinding::try_find_spare()
{
	std::error_code error;
	for (const fs::directory_entry &device : fs::directory_iterator(kDevices, error)) {
		const std::string path = device.path();
		const Result<std::string> vendor = try_read_text(path + "/vendor");
		const Result<std::string> number = try_read_text(path + "/device");
		if (vendor.ok() && number.ok() && vendor.value() == kSpareVendor &&
			number.value() == kSpareDevice)
			return device.path().filename().string();
	}
	return Failure{Errno{ENODEV}, "find a spare PCI device"};
}

Result<VfioBinding> VfioBinding::try_bind(const std::string &address)
{
	const Status drivers = try_load_drivers();
	if (!drivers.ok())
		return drivers.failure();
	Result<UniqueFd> lock = try_lock(path_of(address));
	if (!lock.ok())
		return lock.failure();
	const std::string driver = driver_of(address);
	if (!driver.empty() && driver != kDriver)
		return Failure{Errno{EBUSY}, "bind " + address + ", which " + driver + " drives,"};
	const Status driven = driver.empty() ? try_drive(address) : success();
	if (!driven.ok())
		return driven.failure();
	if (driver_of(address) != kDriver)
		return Failure{Errno{ENODEV}, "bind " + address + " to " + kDriver};
	return VfioBinding{std::move(lock).take(), address};
}

VfioBinding::~VfioBinding()
{
	if (!lock_.valid())
		return;
	(void)try_write_text("/sys/bus/pci/drivers/" + kDriver + "/unbind", address_);
	(void)try_write_text(path_of(address_) + "/driver_override", "\n");
}

} // namespace cf
