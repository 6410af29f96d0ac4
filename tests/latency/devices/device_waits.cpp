// SPDX-License-Identifier: MIT
#include "latency/devices/device_waits.h"

#include <algorithm>
#include <stdexcept>

#include "drm/kms/lit_crtc.h"
#include "drm/prime.h"
#include "drm/sync/driver_wait.h"
#include "support/matrix/pairs.h"
#include "support/matrix/sized.h"
#include "support/require.h"

namespace cf
{

namespace
{

class Flip : public FencedPath
{
public:
	Flip(const DeviceInfo &device, const Fencing &fencing) : FencedPath(fencing), crtc_(device)
	{
	}

private:
	void hold(const SyncFile &file) override { crtc_.flip_after(file); }

	void until_signalled() override
	{
		if (!crtc_.wait_for_flip(Deadline::generous()))
			throw std::runtime_error("the flip had no event");
	}

	LitCrtc crtc_;
};

struct ImportedSomewhere {
	std::unique_ptr<ExportedBuffer> buffer;
	GemHandle handle;
};

// Another driver's buffer where the device takes one, else its own that was handed out.
ImportedSomewhere import_any(const DeviceInfo &info)
{
	const auto device = Device::open(info, DeviceNode::primary);
	std::vector<ExporterRef> all = exporters();
	std::stable_partition(all.begin(), all.end(),
		[&](const ExporterRef &exporter) { return exporter->driver() != info.driver; });
	for (const ExporterRef &exporter : all) {
		auto buffer = exporter->create(page_size());
		auto handle = try_import_dmabuf(device, buffer->dmabuf().fd());
		if (handle.ok())
			return {std::move(buffer), std::move(handle).take()};
	}
	require(false, "needs an exporter whose buffers the device imports");
	throw std::logic_error("a skip does not return");
}

class Wait : public FencedPath
{
public:
	Wait(const DeviceInfo &device, const Fencing &fencing)
		: FencedPath(fencing), imported_(import_any(device))
	{
	}

private:
	void hold(const SyncFile &file) override
	{
		imported_.buffer->dmabuf().import_sync_file(file, Access::write);
	}

	void until_signalled() override { driver_wait(imported_.handle); }

	ImportedSomewhere imported_;
};

template <typename Path>
std::unique_ptr<WakePath> make_path(const DeviceInfo &device, const Fencing &fencing)
{
	return std::make_unique<Path>(device, fencing);
}

} // namespace

std::vector<DeviceWait> device_waits()
{
	std::vector<DeviceWait> found;
	for (const DrmDevice &device : all_drm_devices()) {
		if (LitCrtc::is_possible_on(device.info))
			found.push_back({"flip", device, make_path<Flip>});
		if (has_driver_wait(device.info))
			found.push_back({"wait", device, make_path<Wait>});
	}
	return found;
}

} // namespace cf
