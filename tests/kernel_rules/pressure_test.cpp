// SPDX-License-Identifier: MIT
//
// Claim: the kernel reclaims and compacts memory while a fence on an imported buffer is pending,
// without waiting for the fence; and whoever waits for the fence is woken in the middle of it.
// Owed by: drivers/dma-buf/dma-fence.c, "fence cross-driver contract" (a fence may be waited for in
// reclaim, so it must not depend on it); seed 001.
// Red when: a shrinker or a migration waits for a foreign fence, holds the reservation object
// meanwhile, or a signal waits for memory.

#include "support/matrix/pending_file.h"

#include <chrono>

#include <fcntl.h>
#include <sys/syscall.h>

#include "base/text_file.h"
#include "dmabuf/cpu_access.h"
#include "support/labels.h"
#include "support/process/blocked_child.h"

namespace cf
{
namespace
{

const std::string kReclaim = "/proc/sys/vm/drop_caches";
const std::string kCompact = "/proc/sys/vm/compact_memory";

// Calls every shrinker, drivers' included, then moves pages.
void squeeze()
{
	try_write_text(kReclaim, "2").take();
	try_write_text(kCompact, "1").take();
}

// A squeeze must be over well before a fence expires, or it would seem to have waited for it.
bool is_quick_enough(std::chrono::milliseconds lifetime)
{
	const auto begin = std::chrono::steady_clock::now();
	squeeze();
	return (std::chrono::steady_clock::now() - begin) * 4 < lifetime;
}

class Pressure : public PairTest
{
protected:
	void SetUp() override
	{
		PairTest::SetUp();
		probe_.emplace(require_present(Probe::try_open(), kProbeNeeded));
		require_node(kCompact, O_WRONLY, "CONFIG_COMPACTION");
		require(is_quick_enough(probe_->info().limit),
			"needs a machine that reclaims in a fourth of the time that a fence lives");
		buffer_ = exporter().create(64 * page_size());
		session_ = importer().open();
		imported_ = session_->import(buffer_->dmabuf());
	}

	ProbeFence fence_buffer()
	{
		ProbeFence fence = probe_->create_fence();
		probe_->add_fence(buffer_->dmabuf(), fence.sync_file(), FenceUsage::write);
		return fence;
	}

	const DmaBuf &dmabuf() const { return buffer_->dmabuf(); }

private:
	std::optional<Probe> probe_;
	std::unique_ptr<ExportedBuffer> buffer_;
	std::unique_ptr<ImportSession> session_;
	std::unique_ptr<ImportedBuffer> imported_;
};

// The whole machine feels it.
const Labelled<Pressure> kPressure{Label::stress};

TEST_P(Pressure, does_not_wait_for_a_pending_fence)
{
	const ProbeFence fence = fence_buffer();

	squeeze();

	EXPECT_FALSE(fence.sync_file().signalled()) << "it lasted until the fence expired";
	fence.signal();
}

TEST_P(Pressure, does_not_hold_up_who_waits_for_the_fence)
{
	const ProbeFence fence = fence_buffer();
	const SyncFile file = fence.sync_file();
	ChildProcess waiting{[&](FdChannel &) {
		CpuAccess access{dmabuf(), Access::read};
		access.end();
	}};
	ASSERT_TRUE(wait_until_blocked_in(waiting, SYS_ioctl));
	ChildProcess squeezing{[](FdChannel &) {
		squeeze();
	}};

	fence.signal(SignalFrom::timer);

	waiting.finish();
	squeezing.finish();
	EXPECT_EQ(file.status(), 1);
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Pressure);
INSTANTIATE_TEST_SUITE_P(
	Pairs, Pressure, testing::ValuesIn(pairs({.cross_driver = true})), ParameterName{});

} // namespace
} // namespace cf
