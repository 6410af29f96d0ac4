// SPDX-License-Identifier: MIT
//
// Claim: DMA_BUF_IOCTL_SYNC with START returns only when the fences that conflict with the access
// have signalled, and does not wait for those that do not.
// Owed by: Documentation/driver-api/dma-buf.rst, "CPU Access to DMA Buffer Objects", and
// dma_buf_begin_cpu_access(), which waits on the reservation object after the exporter's hook.
// Red when: an exporter's begin_cpu_access replaces the wait instead of adding to it, the usage
// asked for is the wrong one, or a reader is made to wait for readers.

#include <gtest/gtest.h>

#include <sys/syscall.h>

#include "dmabuf/cpu_access.h"
#include "support/matrix/sharing.h"
#include "support/process/blocked_child.h"

namespace cf
{

struct Wait {
	Access pending;
	Access access;
	bool conflict;

	std::string name() const
	{
		return std::string{name_of(access)} + "_against_pending_" + name_of(pending);
	}
	std::vector<std::string> roles() const { return {}; }
};

namespace
{

const std::vector<Wait> kConflicts{
	{Access::write, Access::read, true},
	{Access::write, Access::write, true},
	{Access::write, Access::read_write, true},
	{Access::read, Access::write, true},
	{Access::read, Access::read_write, true},
};

class CpuAccessWaits : public testing::TestWithParam<std::tuple<FencedExporter, Wait>>
{
protected:
	void SetUp() override { require_fenceable(*fenced().source, *fenced().exporter); }

	const FencedExporter &fenced() const { return std::get<FencedExporter>(GetParam()); }
	const Wait &wait() const { return std::get<Wait>(GetParam()); }
};

class CpuAccessBegins : public CpuAccessWaits
{
};

TEST_P(CpuAccessWaits, begin_returns_after_the_fence)
{
	const auto buffer = fenced().exporter->create(page_size());
	const auto fence = fenced().source->attach(buffer->dmabuf(), wait().pending);
	const SyncFile pending = buffer->dmabuf().export_sync_file(Access::write);

	ChildProcess accessing{[&](FdChannel &) {
		CpuAccess access{buffer->dmabuf(), wait().access};
		EXPECT_TRUE(pending.signalled()) << "begin returned before the fence signalled";
		access.end();
	}};
	const bool blocked = wait_until_blocked_in(accessing, SYS_ioctl);
	EXPECT_TRUE(blocked) << "begin did not wait";

	fence->signal();
	accessing.finish();
}

TEST_P(CpuAccessBegins, begin_returns_while_the_fence_is_pending)
{
	const auto buffer = fenced().exporter->create(page_size());
	const auto fence = fenced().source->attach(buffer->dmabuf(), wait().pending);
	const SyncFile pending = buffer->dmabuf().export_sync_file(Access::write);

	CpuAccess access{buffer->dmabuf(), wait().access};
	EXPECT_FALSE(pending.signalled()) << "begin waited until the fence signalled or expired";
	access.end();
	fence->signal();
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(CpuAccessWaits);
INSTANTIATE_TEST_SUITE_P(Fences, CpuAccessWaits,
	testing::Combine(testing::ValuesIn(fenced_exporters()), testing::ValuesIn(kConflicts)),
	ParameterName{});

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(CpuAccessBegins);
INSTANTIATE_TEST_SUITE_P(Fences, CpuAccessBegins,
	testing::Combine(testing::ValuesIn(fenced_exporters()),
		testing::Values(Wait{Access::read, Access::read, false})),
	ParameterName{});

} // namespace
} // namespace cf
