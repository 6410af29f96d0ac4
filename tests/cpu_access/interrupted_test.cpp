// SPDX-License-Identifier: MIT
//
// Claim: a process that waits in DMA_BUF_IOCTL_SYNC for a fence can be killed while the fence is
// pending, and neither the buffer nor the fence takes harm.
// Owed by: drivers/dma-buf/dma-buf.c, __dma_buf_begin_cpu_access(): the wait is interruptible.
// Red when: the wait cannot be interrupted (the process stays until the fence signals or expires),
// or the killed wait leaves the reservation object locked.

#include <gtest/gtest.h>

#include <sys/syscall.h>

#include "dmabuf/cpu_access.h"
#include "support/matrix/sharing.h"
#include "support/process/blocked_child.h"

namespace cf
{
namespace
{

class InterruptedAccess : public testing::TestWithParam<std::tuple<FencedExporter, Access>>
{
protected:
	void SetUp() override { require_fenceable(*fenced().source, *fenced().exporter); }

	const FencedExporter &fenced() const { return std::get<FencedExporter>(GetParam()); }
	Access access() const { return std::get<Access>(GetParam()); }
};

TEST_P(InterruptedAccess, ends_with_the_process_and_not_with_the_fence)
{
	const auto buffer = fenced().exporter->create(page_size());
	const auto fence = fenced().source->attach(buffer->dmabuf(), Access::write);
	const SyncFile pending = buffer->dmabuf().export_sync_file(Access::write);
	ChildProcess waiting{[&](FdChannel &) {
		CpuAccess accessing{buffer->dmabuf(), access()};
		accessing.end();
	}};
	ASSERT_TRUE(wait_until_blocked_in(waiting, SYS_ioctl));

	waiting.kill();

	EXPECT_FALSE(pending.signalled()) << "the process stayed until the fence had signalled";
	fence->signal();
	CpuAccess after{buffer->dmabuf(), access()};
	after.end();
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(InterruptedAccess);
INSTANTIATE_TEST_SUITE_P(Fences, InterruptedAccess,
	testing::Combine(testing::ValuesIn(fenced_exporters()),
		testing::Values(Access::read, Access::read_write)),
	ParameterName{});

} // namespace
} // namespace cf
