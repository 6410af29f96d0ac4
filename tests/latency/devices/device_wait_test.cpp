// SPDX-License-Identifier: MIT
//
// Claim: a device that waits for a fence goes on when it has signalled and not before: a display
// whose commit has an IN_FENCE sends the event of the flip, and a driver's own wait for an imported
// buffer returns. What that costs is measured against an eventfd.
// Owed by: drivers/gpu/drm/drm_atomic_uapi.c, "Explicit Fencing Properties"; for a driver's wait
// Documentation/driver-api/dma-buf.rst, "Reservation Objects".
// Red when: a flip is shown before its fence or never, or a driver looks at other fences than those
// of the buffer that it imported.

#include "latency/devices/device_waits.h"
#include "latency/measured.h"
#include "latency/ways/one_of.h"
#include "support/labels.h"

namespace cf
{
namespace
{

class DeviceWaits : public testing::TestWithParam<std::tuple<FileSource, DeviceWait>>
{
protected:
	void SetUp() override { source().require_working(); }

	static const FileSource &source() { return std::get<FileSource>(GetParam()); }
	static const DeviceWait &way() { return std::get<DeviceWait>(GetParam()); }
};

const Labelled<DeviceWaits> device_waits_measured{Label::bench};

TEST_P(DeviceWaits, end_with_the_signal)
{
	const std::unique_ptr<WakePath> path = way().make(way().device.info, {.make = [] {
		return one_of(source());
	}});

	measure(*path);
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(DeviceWaits);
INSTANTIATE_TEST_SUITE_P(Devices, DeviceWaits,
	testing::Combine(testing::ValuesIn(file_sources()), testing::ValuesIn(device_waits())),
	ParameterName{});

} // namespace
} // namespace cf
