// SPDX-License-Identifier: MIT
//
// Claim: a driver that has gone when its last buffer had leaves nothing of its device: no interrupt
// handler, and loaded again it has the number again that it had.
// Owed by: drivers/gpu/drm/drm_prime.c, drm_gem_dmabuf_release() drops the reference to the device
// that drm_gem_dmabuf_export() took; drm_drv.c: a device's minor is free with the last reference;
// Documentation/core-api/genericirq.rst: who has requested an interrupt frees it.
// Red when: an export or an import keeps the device for ever, or the next interrupt, or who looks
// at the list of them, meets code and names that have gone with the module.

#include <filesystem>

#include <gtest/gtest.h>

#include "base/text_file.h"
#include "drm/device_list.h"
#include "host/modules.h"
#include "support/labels.h"
#include "support/matrix/sharing.h"

namespace cf
{
namespace
{

// The module that is named as the driver, or else that of the device's driver: virtio's is the
// bus's there.
std::string module_of(const Exporter &exporter)
{
	namespace fs = std::filesystem;
	if (try_module_use_count(exporter.driver()).ok())
		return exporter.driver();
	std::error_code none;
	const fs::path card = fs::path{"/sys/class/drm"} / fs::path{exporter.node()}.filename();
	return fs::read_symlink(card / "device/driver/module", none).filename();
}

class DeviceGone : public ExporterTest
{
protected:
	void SetUp() override
	{
		module_ = module_of(exporter());
		const Result<int> users = try_module_use_count(module_);
		require(users.ok(), "needs a driver that is a module");
		require(users.value() == 0, "needs a module that nothing else uses");
	}

	std::string nodes() const
	{
		std::string found;
		for (const DeviceInfo &device : list_devices())
			if (device.driver == exporter().driver())
				found += device.primary_node + " ";
		return found;
	}

	std::string module_;
};

const Labelled<DeviceGone> device_gone{Label::unload};

TEST_P(DeviceGone, leaves_no_interrupt_handler)
{
	exporter().create(page_size());

	try_unload_module(module_).take();
	EXPECT_EQ(read_text("/proc/interrupts").find(exporter().driver()), std::string::npos)
		<< exporter().driver() << " is still in /proc/interrupts, without " << module_;

	try_load_module(module_).take();
}

TEST_P(DeviceGone, leaves_its_number_free)
{
	const std::string before = nodes();
	{
		const auto buffer = exporter().create(page_size());
		EXPECT_EQ(buffer->try_reimport().take(), buffer->handle());
	}

	try_unload_module(module_).take();
	try_load_module(module_).take();

	EXPECT_EQ(nodes(), before);
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(DeviceGone);
INSTANTIATE_TEST_SUITE_P(
	Devices, DeviceGone, testing::ValuesIn(exporters({.handles = true})), ParameterName{});

} // namespace
} // namespace cf
