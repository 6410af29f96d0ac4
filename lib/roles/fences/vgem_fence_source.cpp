// SPDX-License-Identifier: MIT
#include "roles/discovery/discovery.h"

#include <algorithm>

#include "drm/device.h"
#include "drm/prime.h"
#include "drm/sync/vgem_fence.h"

// vgem attaches fences to whatever it has imported: the one source of fences that every
// packaged kernel has. Each fence has a timeline of its own and expires after ten seconds.

namespace cf
{

namespace
{

class VgemPendingFence final : public PendingFence
{
public:
	explicit VgemPendingFence(VgemFence fence) : fence_(std::move(fence)) {}

	void signal() override { fence_.signal(); }

private:
	VgemFence fence_;
};

class VgemFenceSource final : public FenceSource
{
public:
	explicit VgemFenceSource(DeviceInfo info) : info_(std::move(info)) {}

	std::string name() const override { return "vgem"; }
	std::string node() const override { return info_.primary_node; }
	FenceAbilities abilities() const override { return {}; }

	std::unique_ptr<PendingFence> attach(const DmaBuf &buffer, Access access) const override
	{
		const auto device = Device::open(info_, DeviceNode::primary);
		const GemHandle handle = import_dmabuf(device, buffer);
		return std::make_unique<VgemPendingFence>(VgemFence::attach(handle, access));
	}

private:
	DeviceInfo info_;
};

} // namespace

void find_vgem_fence_source(Catalogue &roles)
{
	const std::vector<DeviceInfo> devices = list_devices();
	const auto vgem = std::find_if(devices.begin(), devices.end(),
		[](const DeviceInfo &device) { return device.driver == "vgem"; });
	if (vgem == devices.end())
		roles.absent.push_back(
			{"fence source", "vgem", "", "vgem is not loaded (CONFIG_DRM_VGEM)"});
	else
		roles.fence_sources.push_back(std::make_shared<VgemFenceSource>(*vgem));
}

} // namespace cf
