// SPDX-License-Identifier: MIT
//
// Claim: where a memory cgroup is at its limit, who makes and imports buffers goes on, a fence
// signals, and whoever waits for it is woken.
// Owed by: drivers/dma-buf/dma-fence.c, "fence cross-driver contract" (signalling does not wait for
// memory); seed 001.
// Red when: a wait or a signal needs memory that the cgroup has not, or memory that an import took
// is not given back, so that the group runs full.

#include "kernel_rules/memory_group.h"

#include <algorithm>

#include <poll.h>
#include <sys/mman.h>
#include <sys/syscall.h>

#include "dmabuf/cpu_access.h"
#include "support/labels.h"
#include "support/matrix/pending_file.h"
#include "support/process/blocked_child.h"

namespace cf
{
namespace
{

// Memory that counts as the process's until the kernel wants it back.
class LazyMemory
{
public:
	LazyMemory()
	{
		::madvise(mapping_.bytes().data(), mapping_.bytes().size(), MADV_NOHUGEPAGE);
	}

	void touch_some()
	{
		const std::span<std::byte> some = mapping_.bytes().subspan(at_, kSize);
		touch(some);
		::madvise(some.data(), some.size(), MADV_FREE);
		at_ = (at_ + kSize) % mapping_.bytes().size();
	}

private:
	Mapping mapping_ = Mapping::map(
		FdRef{-1}, 2 * kLimit, 0, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS);
	std::size_t at_ = 0;
};

class AtLimit : public PairTest
{
protected:
	void SetUp() override
	{
		PairTest::SetUp();
		probe_.emplace(require_present(Probe::try_open(), kProbeNeeded));
		group_.emplace(limited_group());
	}

	Probe &probe() { return *probe_; }
	const MemoryCgroup &group() const { return *group_; }

	// Has buffers come and go, and takes all memory that there is, until the parent says a
	// word.
	ChildProcess share_at_the_limit() const
	{
		return ChildProcess{[this](FdChannel &parent) {
			group().enter();
			LazyMemory memory;
			const auto session = importer().open();
			while (poll(parent.fd(), POLLIN, Deadline::now()) == 0) {
				const auto buffer = exporter().create(kSize);
				const auto imported = session->import(buffer->dmabuf());
				memory.touch_some();
			}
		}};
	}

	// Waits for the buffer's fence as a member of the same group.
	ChildProcess wait_for(const DmaBuf &buffer) const
	{
		return ChildProcess{[&](FdChannel &) {
			group().enter();
			CpuAccess access{buffer, Access::read};
			access.end();
		}};
	}

private:
	std::optional<Probe> probe_;
	std::optional<MemoryCgroup> group_;
};

const Labelled<AtLimit> kAtLimit{Label::stress};

TEST_P(AtLimit, fences_signal_and_waits_end)
{
	const auto buffer = exporter().create(page_size());
	ChildProcess sharing = share_at_the_limit();
	ASSERT_TRUE(comes_true([&] { return group().times_at_limit() > 0; }));
	const ProbeFence fence = probe().create_fence();
	const SyncFile file = fence.sync_file();
	probe().add_fence(buffer->dmabuf(), file, FenceUsage::write);
	ChildProcess waiting = wait_for(buffer->dmabuf());
	ASSERT_TRUE(wait_until_blocked_in(waiting, SYS_ioctl));

	fence.signal(SignalFrom::timer);

	waiting.finish();
	EXPECT_EQ(file.status(), 1) << "the wait lasted until the fence expired";
	const std::uint64_t before = group().times_at_limit();
	EXPECT_TRUE(comes_true([&] { return group().times_at_limit() > before; }))
		<< "the other stopped";
	sharing.channel().send("enough");
	sharing.finish();
	EXPECT_EQ(group().kills(), 0u) << "somebody was killed for memory";
}

// Each exporter and each importer in one pair at the least: what they allocate is their own affair,
// whoever is on the other side.
std::vector<Pair> each_role_once()
{
	std::vector<Pair> chosen;
	for (const Pair &pair : pairs({.cross_driver = true})) {
		const auto is_known = [&](auto role) {
			return std::any_of(chosen.begin(), chosen.end(),
				[&](const Pair &other) { return other.*role == pair.*role; });
		};
		if (is_known(&Pair::exporter) && is_known(&Pair::importer))
			continue;
		if (expected_refusal(pair) == nullptr)
			chosen.push_back(pair);
	}
	return chosen;
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(AtLimit);
INSTANTIATE_TEST_SUITE_P(Pairs, AtLimit, testing::ValuesIn(each_role_once()), ParameterName{});

} // namespace
} // namespace cf
