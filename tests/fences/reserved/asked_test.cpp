// SPDX-License-Identifier: MIT
//
// Claim: a driver that asks a reservation object without waiting hears of each pending fence whose
// usage it asked for, and of no other; one that walks it without the lock counts them all, those
// too that came when the list had to be replaced meanwhile.
// Owed by: include/linux/dma-resv.h, enum dma_resv_usage (each usage holds those before it), and
// drivers/dma-buf/dma-resv.c: dma_resv_test_signaled(), dma_resv_wait_timeout() ("remaining timeout
// or more than zero" when idle), dma_resv_iter_next_unlocked() (restarts when the object changed).
// Red when: a busy object says that it is idle or the other way round, no time to wait counts as
// time that is over, or who walks goes on in a list that is no more.

#include <array>

#include "probe/inside/asking.h"
#include "support/matrix/pending_file.h"

namespace cf
{

const char *name_of(Asking how)
{
	return how == Asking::test ? "test" : "wait_without_time";
}

const char *name_of(FenceUsage usage)
{
	constexpr std::array names{"kernel", "write", "read", "bookkeep"};
	return names.at(static_cast<std::size_t>(usage));
}

namespace
{

constexpr std::array kUsages{
	FenceUsage::kernel, FenceUsage::write, FenceUsage::read, FenceUsage::bookkeep};

class AskedTest : public FenceProbeTest
{
protected:
	void SetUp() override
	{
		FenceProbeTest::SetUp();
		exporter_.emplace(probe().create_exporter(page_size()));
		dmabuf_.emplace(exporter_->dmabuf());
	}

	ProbeFence add(FenceUsage usage)
	{
		ProbeFence fence = probe().create_fence();
		probe().add_fence(dmabuf(), fence.sync_file(), usage);
		return fence;
	}
	const DmaBuf &dmabuf() const { return *dmabuf_; }

private:
	std::optional<ProbeExporter> exporter_;
	std::optional<DmaBuf> dmabuf_;
};

class Asked : public AskedTest, public testing::WithParamInterface<std::tuple<Asking, FenceUsage>>
{
protected:
	bool is_idle_for(FenceUsage usage)
	{
		return is_idle(probe(), dmabuf(), usage, std::get<Asking>(GetParam()));
	}
};

TEST_P(Asked, hears_of_those_it_asks_for)
{
	const auto added = std::get<FenceUsage>(GetParam());
	for (const FenceUsage asked : kUsages)
		EXPECT_TRUE(is_idle_for(asked)) << name_of(asked) << " of an object without fences";

	const ProbeFence fence = add(added);
	for (const FenceUsage asked : kUsages)
		EXPECT_EQ(is_idle_for(asked), asked < added) << name_of(asked);

	fence.signal();
	for (const FenceUsage asked : kUsages)
		EXPECT_TRUE(is_idle_for(asked)) << name_of(asked) << " when it has signalled";
}

class Walked : public AskedTest, public testing::WithParamInterface<FenceUsage>
{
};

TEST_P(Walked, shows_who_is_pending)
{
	const FenceUsage usage = GetParam();
	const ProbeFence first = add(usage);
	const ProbeFence second = add(FenceUsage::kernel);
	const ProbeFence later = add(FenceUsage::bookkeep);
	const std::size_t all = usage == FenceUsage::bookkeep ? 3 : 2;
	EXPECT_EQ(count_pending(probe(), dmabuf(), usage), all);

	first.signal();

	EXPECT_EQ(count_pending(probe(), dmabuf(), usage), all - 1);
}

TEST_P(Walked, shows_who_comes_meanwhile_in_a_longer_list)
{
	const ProbeFence first = add(GetParam());
	const ProbeFence second = add(GetParam());
	const ProbeFence comes = probe().create_fence();

	EXPECT_EQ(count_pending_while_adding(probe(), dmabuf(), GetParam(), comes.sync_file()), 3U);

	EXPECT_EQ(count_pending(probe(), dmabuf(), GetParam()), 3U) << "afterwards";
}

INSTANTIATE_TEST_SUITE_P(Usages, Asked,
	testing::Combine(testing::Values(Asking::test, Asking::wait_without_time),
		testing::ValuesIn(kUsages)),
	ParameterName{});
INSTANTIATE_TEST_SUITE_P(Usages, Walked, testing::ValuesIn(kUsages), ParameterName{});

} // namespace
} // namespace cf
