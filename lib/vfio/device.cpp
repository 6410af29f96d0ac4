// SPDX-License-Identifier: MIT
#include "vfio/device.h"

#include <cstring>
#include <filesystem>

#include <fcntl.h>
#include <linux/pci_regs.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/ioctl.h"
#include "vfio/compat.h"

namespace cf
{

namespace
{

namespace fs = std::filesystem;

constexpr const char *kObject = "vfio device";
constexpr IoctlRequest kSetContainer{VFIO_GROUP_SET_CONTAINER, "VFIO_GROUP_SET_CONTAINER"};
constexpr IoctlRequest kSetIommu{VFIO_SET_IOMMU, "VFIO_SET_IOMMU"};
constexpr IoctlRequest kGetDevice{VFIO_GROUP_GET_DEVICE_FD, "VFIO_GROUP_GET_DEVICE_FD"};
constexpr IoctlRequest kBind{kVfioDeviceBindIommufd, "VFIO_DEVICE_BIND_IOMMUFD"};
constexpr IoctlRequest kAttach{kVfioDeviceAttachIommufdPt, "VFIO_DEVICE_ATTACH_IOMMUFD_PT"};
constexpr IoctlRequest kRegion{VFIO_DEVICE_GET_REGION_INFO, "VFIO_DEVICE_GET_REGION_INFO"};
constexpr IoctlRequest kFeature{VFIO_DEVICE_FEATURE, "VFIO_DEVICE_FEATURE_DMA_BUF"};
constexpr IoctlRequest kReset{VFIO_DEVICE_RESET, "VFIO_DEVICE_RESET"};

std::string sysfs_of(const std::string &address)
{
	return "/sys/bus/pci/devices/" + address;
}

// Empty: this kernel opens devices by their groups alone.
std::string node_of(const std::string &address)
{
	std::error_code error;
	for (const fs::directory_entry &entry :
		fs::directory_iterator(sysfs_of(address) + "/vfio-dev", error)) {
		std::string node = "/dev/vfio/devices/" + entry.path().filename().string();
		if (fs::exists(node, error))
			return node;
	}
	return "";
}

vfio_region_info region(FdRef device, std::uint32_t index)
{
	vfio_region_info info{};
	info.argsz = sizeof info;
	info.index = index;
	try_ioctl_status(device, kRegion, &info, kObject).take();
	return info;
}

} // namespace

Result<VfioDevice> VfioDevice::try_open(const VfioBinding &binding)
{
	const std::string node = node_of(binding.address());
	Result<VfioDevice> device =
		node.empty() ? try_open_by_group(binding.address()) : try_open_by_iommufd(node);
	if (device.ok())
		device.value().enable_memory(true);
	return device;
}

VfioDevice VfioDevice::open(const VfioBinding &binding)
{
	return try_open(binding).take();
}

Result<VfioDevice> VfioDevice::try_open_by_iommufd(const std::string &node)
{
	Result<Iommufd> iommu = Iommufd::try_open();
	if (!iommu.ok())
		return iommu.failure();
	Result<UniqueFd> device = cf::try_open(node, O_RDWR);
	if (!device.ok())
		return device.failure();
	VfioBindIommufd request{
		.argsz = sizeof request,
		.flags = 0,
		.iommufd = iommu.value().fd().get(),
		.out_devid = 0,
	};
	const Status bound = try_ioctl_status(device.value(), kBind, &request, node);
	if (!bound.ok())
		return bound.failure();
	return VfioDevice{std::move(iommu).take(), {}, {}, std::move(device).take()};
}

Result<VfioDevice> VfioDevice::try_open_by_group(const std::string &address)
{
	const fs::path group_link = fs::read_symlink(sysfs_of(address) + "/iommu_group");
	const std::string group_node = "/dev/vfio/" + group_link.filename().string();
	Result<UniqueFd> container = cf::try_open("/dev/vfio/vfio", O_RDWR);
	Result<UniqueFd> group = cf::try_open(group_node, O_RDWR);
	for (const Result<UniqueFd> *node : {&container, &group})
		if (!node->ok())
			return node->failure();
	int number = container.value().get();
	for (const Status &done :
		{try_ioctl_status(group.value(), kSetContainer, &number, group_node),
			try_ioctl_status(container.value(), kSetIommu,
				reinterpret_cast<void *>(VFIO_TYPE1v2_IOMMU), "/dev/vfio/vfio")})
		if (!done.ok())
			return done.failure();
	std::string name = address;
	const Result<int> fd = try_ioctl(group.value(), kGetDevice, name.data(), group_node);
	if (!fd.ok())
		return fd.failure();
	return VfioDevice{
		{}, std::move(group).take(), std::move(container).take(), UniqueFd{fd.value()}};
}

Mapping VfioDevice::map_bar(int bar) const
{
	const vfio_region_info info = region(fd_, static_cast<std::uint32_t>(bar));
	return Mapping::map(fd_, info.size, static_cast<off_t>(info.offset), PROT_READ | PROT_WRITE,
		MAP_SHARED);
}

std::size_t VfioDevice::bar_size(int bar) const
{
	return region(fd_, static_cast<std::uint32_t>(bar)).size;
}

Result<DmaBuf> VfioDevice::try_export(int bar, const std::vector<BarRange> &parts) const
{
	const VfioFeatureDmaBuf wanted{
		.region_index = static_cast<std::uint32_t>(bar),
		.open_flags = O_RDWR | O_CLOEXEC,
		.flags = 0,
		.nr_ranges = static_cast<std::uint32_t>(parts.size()),
	};
	const std::size_t ranges = parts.size() * sizeof(BarRange);
	std::vector<std::byte> request(sizeof(vfio_device_feature) + sizeof wanted + ranges);
	const vfio_device_feature header{
		.argsz = static_cast<std::uint32_t>(request.size()),
		.flags = VFIO_DEVICE_FEATURE_GET | kVfioFeatureDmaBuf,
	};
	std::memcpy(request.data(), &header, sizeof header);
	std::memcpy(request.data() + sizeof header, &wanted, sizeof wanted);
	std::memcpy(request.data() + sizeof header + sizeof wanted, parts.data(), ranges);
	const Result<int> fd = try_ioctl(fd_, kFeature, request.data(), kObject);
	if (!fd.ok())
		return fd.failure();
	return DmaBuf{UniqueFd{fd.value()}};
}

DmaBuf VfioDevice::export_bar(int bar) const
{
	return try_export(bar, 0, bar_size(bar)).take();
}

void VfioDevice::reset() const
{
	try_ioctl_status(fd_, kReset, nullptr, kObject).take();
}

void VfioDevice::enable_memory(bool enabled) const
{
	const vfio_region_info config = region(fd_, VFIO_PCI_CONFIG_REGION_INDEX);
	const auto at = static_cast<off_t>(config.offset) + PCI_COMMAND;
	std::uint16_t command = 0;
	if (::pread(fd_.get(), &command, sizeof command, at) != sizeof command)
		Failure::last("read PCI_COMMAND").raise();
	command = static_cast<std::uint16_t>(
		enabled ? command | PCI_COMMAND_MEMORY : command & ~PCI_COMMAND_MEMORY);
	if (::pwrite(fd_.get(), &command, sizeof command, at) != sizeof command)
		Failure::last("write PCI_COMMAND").raise();
}

void VfioDevice::attach(const AddressSpace &space) const
{
	VfioAttachIommufdPt request{.argsz = sizeof request, .flags = 0, .pt_id = space.id};
	try_ioctl_status(fd_, kAttach, &request, kObject).take();
}

} // namespace cf
