// SPDX-License-Identifier: MIT
#include "drm/scanout/scanout.h"

#include <cerrno>

#include "drm/scanout/vram_scanout.h"
#include "drm/scanout/writeback_scanout.h"

namespace cf
{

namespace
{

bool copies_to_vram(const DeviceInfo &info)
{
	return info.driver == "bochs-drm" || info.driver == "cirrus" ||
		info.driver == "cirrus-qemu";
}

bool writes_back(const DeviceInfo &info)
{
	return info.driver == "vkms";
}

} // namespace

bool has_readable_scanout(const DeviceInfo &info)
{
	return copies_to_vram(info) || writes_back(info);
}

Result<std::unique_ptr<Scanout>> Scanout::try_open(const DeviceInfo &info)
{
	if (!has_readable_scanout(info))
		return Failure{Errno{EOPNOTSUPP}, "reading back what " + info.driver + " shows"};
	Result<NodeClaim> claim = NodeClaim::try_take(info.primary_node);
	if (!claim.ok())
		return claim.failure();
	Result<std::unique_ptr<Scanout>> scanout = copies_to_vram(info)
		? try_open_vram_scanout(info)
		: try_open_writeback_scanout(info);
	if (scanout.ok())
		scanout.value()->claim_.emplace(std::move(claim).take());
	return scanout;
}

} // namespace cf
