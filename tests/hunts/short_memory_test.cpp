// SPDX-License-Identifier: MIT
//
// Claim: the import of a sync_file as a timeline's point that runs out of memory, at whichever of
// its allocations, fails with ENOMEM and keeps no reference of the fence.
// Owed by: include/linux/dma-fence.h (dma_fence_get(), dma_fence_put()): whoever takes a reference
// gives it back, on error paths as well.
// Red when: an error path returns without the puts at the end of the function.

#include "drm/sync/syncobj.h"
#include "host/kernel/failing_allocation.h"
#include "support/labels.h"
#include "support/matrix/drm_devices.h"
#include "support/matrix/pending_file.h"

namespace cf
{

// The nth allocation fails; an import with fewer succeeds, which must keep nothing either.
struct ShortOn {
	DrmDevice device;
	unsigned nth;

	std::string name() const { return device.name() + "__allocation" + std::to_string(nth); }
	std::vector<std::string> roles() const { return device.roles(); }
};

namespace
{

constexpr unsigned kAllocations = 4; // 7.2 makes one, after a copy from userspace

// Long for the grace period after which a fence is freed, and short enough for one that leaks.
constexpr std::chrono::seconds kFreed{10};

class ShortMemory : public FenceProbeTest, public testing::WithParamInterface<ShortOn>
{
protected:
	void SetUp() override
	{
		require_point_files();
		FenceProbeTest::SetUp();
		require_present(try_prepare_failing_allocations(),
			"needs CONFIG_FAILSLAB, CONFIG_FAIL_PAGE_ALLOC and debugfs");
	}

	static Errno import(const SyncFile &file)
	{
		const Syncobj timeline =
			Syncobj::create(Device::open(GetParam().device.info, DeviceNode::primary));
		const FailingAllocation failing{GetParam().nth};
		return timeline.try_import_sync_file(file, 1).error();
	}
};

const Labelled<ShortMemory> short_memory{Label::hunt};

TEST_P(ShortMemory, lets_the_fence_go)
{
	{
		const ProbeFence fence = probe().create_fence();
		const Errno error = import(fence.sync_file());
		EXPECT_TRUE(is_injected_or_fine(error)) << error.name();
		fence.signal();
	}

	EXPECT_EQ(released_by(Deadline{kFreed}, 1), 1u);
}

std::vector<ShortOn> each_short()
{
	std::vector<ShortOn> found;
	for (const DrmDevice &device : timeline_drm_devices()) {
		for (unsigned nth = 1; nth <= kAllocations; ++nth)
			found.push_back({device, nth});
	}
	return found;
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(ShortMemory);
INSTANTIATE_TEST_SUITE_P(Devices, ShortMemory, testing::ValuesIn(each_short()), ParameterName{});

} // namespace
} // namespace cf
