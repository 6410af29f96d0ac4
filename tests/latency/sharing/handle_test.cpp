// SPDX-License-Identifier: MIT
//
// Claim: a dumb buffer is made, handed out, handed out again while the dma-buf lives, and taken
// back, time after time, under one handle and as one dma-buf. What each step costs by size is
// measured against a bare ioctl.
// Owed by: drivers/gpu/drm/drm_prime.c, "Reference Counting for GEM Drivers".
// Red when: a second export makes a second dma-buf, an import of one's own a second handle, or
// either fails after others were closed.

#include <gtest/gtest.h>

#include "drm/dumb_buffer.h"
#include "drm/prime.h"
#include "latency/calls.h"
#include "support/labels.h"
#include "support/matrix/drm_devices.h"
#include "support/matrix/sized.h"

namespace cf
{
namespace
{

// What every display has memory for.
constexpr std::size_t kMost = 1 << 20;

class Handles : public testing::TestWithParam<DrmDevice>
{
};

const Labelled<Handles> handles{Label::bench};

void take_turn(Calls &calls, const std::shared_ptr<const Device> &device, std::size_t size)
{
	const auto create = [&] {
		return DumbBuffer::create(device, size);
	};
	std::optional<DumbBuffer> buffer{calls.time("create", create)};
	const GemHandle &handle = buffer->handle();
	std::optional<DmaBuf> dmabuf{calls.time("export", [&] { return export_dmabuf(handle); })};
	const DmaBuf again = calls.time("export_known", [&] { return export_dmabuf(handle); });
	EXPECT_EQ(dmabuf->inode(), again.inode());
	{
		const GemHandle known =
			calls.time("import_own", [&] { return import_dmabuf(device, *dmabuf); });
		EXPECT_EQ(known.number(), handle.number());
	}
	calls.time("close_dmabuf", [&] { dmabuf.reset(); });
	calls.time("close_handle", [&] { buffer.reset(); });
}

TEST_P(Handles, are_handed_out_and_taken_back)
{
	const std::shared_ptr<const Device> device =
		Device::open(GetParam().info, DeviceNode::primary);

	measure_calls(buffer_sizes_up_to(kMost), [&](std::size_t size) {
		return [&device, size](Calls &calls) {
			take_turn(calls, device, size);
		};
	});
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Handles);
INSTANTIATE_TEST_SUITE_P(
	Devices, Handles, testing::ValuesIn(exporting_drm_devices()), ParameterName{});

} // namespace
} // namespace cf
