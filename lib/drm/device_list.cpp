// SPDX-License-Identifier: MIT
#include "drm/device_list.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <memory>
#include <optional>

#include <fcntl.h>
#include <xf86drm.h>

#include "base/unique_fd.h"

namespace cf
{

namespace
{

namespace fs = std::filesystem;

constexpr const char *kClassFolder = "/sys/class/drm";
constexpr std::string_view kCard = "card";

// N of "cardN"; nothing for connectors ("card0-HDMI-A-1") and render nodes.
std::optional<int> card_number(const std::string &name)
{
	int number = 0;
	const char *end = name.data() + name.size();
	if (!name.starts_with(kCard) || name.size() == kCard.size())
		return std::nullopt;
	if (std::from_chars(name.data() + kCard.size(), end, number).ptr != end)
		return std::nullopt;
	return number;
}

// The last part of what a link in sysfs points to; empty when there is no such link.
std::string link_name(const fs::path &link)
{
	std::error_code missing;
	return fs::read_symlink(link, missing).filename();
}

std::string find_render_node(const fs::path &parent)
{
	std::error_code none;
	for (const auto &entry : fs::directory_iterator{parent / "drm", none}) {
		const std::string name = entry.path().filename();
		if (name.starts_with("render"))
			return "/dev/dri/" + name;
	}
	return {};
}

std::string find_pci_address(fs::path device)
{
	for (; device.has_relative_path(); device = device.parent_path()) {
		if (link_name(device / "subsystem") == "pci")
			return device.filename();
	}
	return {};
}

// Asked at the render node where there is one: opening a primary node can make its opener
// master.
std::string ask_driver_name(const DeviceInfo &info)
{
	const std::string &node = info.render_node.empty() ? info.primary_node : info.render_node;
	const Result<UniqueFd> fd = try_open(node, O_RDWR);
	if (!fd.ok())
		return {};
	const std::unique_ptr<drmVersion, decltype(&drmFreeVersion)> version{
		drmGetVersion(fd.value().get()), drmFreeVersion};
	return version ? std::string{version->name} : std::string{};
}

// Mostly named like the driver. The parent's is the bus's own on the faux bus and for virtio.
std::string find_module(std::string driver, const fs::path &parent)
{
	std::ranges::replace(driver, '-', '_');
	if (fs::exists(fs::path{"/sys/module"} / driver))
		return driver;
	return link_name(parent / "driver" / "module");
}

DeviceInfo describe(int index)
{
	DeviceInfo info{.index = index};
	const std::string name = std::string{kCard} + std::to_string(index);
	std::error_code gone;
	const fs::path parent = fs::canonical(fs::path{kClassFolder} / name / "device", gone);
	info.primary_node = "/dev/dri/" + name;
	info.render_node = find_render_node(parent);
	info.bus = link_name(parent / "subsystem");
	info.bus_name = parent.filename();
	info.pci_address = find_pci_address(parent);
	info.driver = ask_driver_name(info);
	info.module = find_module(info.driver, parent);
	return info;
}

} // namespace

std::vector<DeviceInfo> list_devices()
{
	std::vector<DeviceInfo> devices;
	std::error_code no_drm;
	for (const auto &entry : fs::directory_iterator{kClassFolder, no_drm}) {
		if (const std::optional<int> index = card_number(entry.path().filename()))
			devices.push_back(describe(*index));
	}
	std::ranges::sort(devices, {}, &DeviceInfo::index);
	return devices;
}

} // namespace cf
