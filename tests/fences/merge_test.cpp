// SPDX-License-Identifier: MIT
//
// Claim: a merge of sync_files waits for what both wait for, under the name that it was given:
// no fence twice, of one context the later one alone, merges of merges taken apart, and an error
// of any of them arrives.
// Owed by: include/uapi/linux/sync_file.h, SYNC_IOC_MERGE ("Creates a new fence containing
// copies of the sync_pts in both"), and drivers/dma-buf/dma-fence-unwrap.c,
// dma_fence_dedup_array().
// Red when: a merge keeps one side only, drops the later fence of a context, nests containers,
// or survives an exec.

#include "support/matrix/pending_file.h"

#include <fcntl.h>

namespace cf
{

struct Numbers {
	const char *label;
	std::uint64_t earlier;
	std::uint64_t later;
	bool wide; // 64 bits, which never wrap

	std::string name() const { return label; }
	std::vector<std::string> roles() const { return {}; }
};

enum class First { earlier, later };

const char *name_of(First first)
{
	return first == First::earlier ? "earlier_first" : "later_first";
}

namespace
{

// No context that the kernel counts up to.
constexpr std::uint64_t kContext = 0xcf00'0000'0000'0001;

class Merge : public testing::TestWithParam<FileSource>
{
protected:
	void SetUp() override { GetParam().require_working(); }

	PendingFile make() const { return GetParam().make(); }
};

TEST_P(Merge, waits_for_both)
{
	const PendingFile first = make();
	const PendingFile second = make();
	const SyncFile merged = first.file.merge(second.file, "both");
	const SyncFile swapped = second.file.merge(first.file, "swapped");
	EXPECT_EQ(merged.info().fences.size(), 2u);

	second.signal();
	EXPECT_EQ(merged.status(), 0) << "asked before anybody waited";
	EXPECT_FALSE(merged.signalled());
	EXPECT_FALSE(swapped.signalled());

	first.signal();
	EXPECT_TRUE(merged.wait(Deadline::generous()));
	EXPECT_TRUE(swapped.wait(Deadline::generous()));
	EXPECT_EQ(merged.info().status, 1);
}

TEST_P(Merge, of_merges_is_taken_apart)
{
	const PendingFile first = make();
	const PendingFile second = make();
	const PendingFile third = make();
	const std::string driver = first.file.info().fences.at(0).driver;
	const SyncFile left = first.file.merge(second.file, "left");
	const SyncFile right = second.file.merge(third.file, "right");

	const SyncFile all = left.merge(right, "all");

	const SyncFileInfo info = all.info();
	EXPECT_EQ(info.name, "all");
	EXPECT_EQ(info.fences.size(), 3u);
	for (const FenceInfo &fence : info.fences)
		EXPECT_EQ(fence.driver, driver);
}

TEST_P(Merge, with_itself_has_one_fence)
{
	const PendingFile pending = make();

	const SyncFile merged = pending.file.merge(pending.file, "twice");

	EXPECT_EQ(merged.info().fences.size(), 1u);
	EXPECT_FALSE(merged.signalled());
	pending.signal();
	EXPECT_TRUE(merged.signalled());
}

TEST_P(Merge, leaves_out_what_has_signalled)
{
	const PendingFile done = make();
	const PendingFile pending = make();
	done.signal();

	const SyncFile merged = done.file.merge(pending.file, "rest");
	const SyncFile nothing = done.file.merge(done.file, "nothing");

	EXPECT_EQ(merged.info().fences.size(), 1u);
	EXPECT_FALSE(merged.signalled());
	EXPECT_TRUE(nothing.signalled());
	EXPECT_EQ(nothing.info().status, 1);
	pending.signal();
}

TEST_P(Merge, is_closed_on_exec)
{
	const PendingFile pending = make();
	const SyncFile merged = pending.file.merge(pending.file, "twice");

	EXPECT_EQ(::fcntl(merged.fd().get(), F_GETFD), FD_CLOEXEC);
	EXPECT_EQ(::fcntl(pending.file.fd().get(), F_GETFD), FD_CLOEXEC);
}

class MergeInContext : public FenceProbeTest,
		       public testing::WithParamInterface<std::tuple<Numbers, First>>
{
protected:
	ProbeFence create(std::uint64_t seqno)
	{
		const bool wide = std::get<Numbers>(GetParam()).wide;
		return probe().create_fence({.context = kContext, .seqno = seqno, .seqno64 = wide});
	}
};

TEST_P(MergeInContext, waits_for_the_later_fence)
{
	const Numbers &numbers = std::get<Numbers>(GetParam());
	const ProbeFence earlier = create(numbers.earlier);
	const ProbeFence later = create(numbers.later);
	const bool in_order = std::get<First>(GetParam()) == First::earlier;
	const SyncFile a = (in_order ? earlier : later).sync_file();
	const SyncFile b = (in_order ? later : earlier).sync_file();

	const SyncFile merged = a.merge(b, "later");

	EXPECT_EQ(merged.info().fences.size(), 1u);
	earlier.signal();
	EXPECT_FALSE(merged.signalled());
	later.signal();
	EXPECT_TRUE(merged.signalled());
}

GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Merge);
INSTANTIATE_TEST_SUITE_P(Sources, Merge, testing::ValuesIn(file_sources()), ParameterName{});

INSTANTIATE_TEST_SUITE_P(Orders, MergeInContext,
	testing::Combine(testing::Values(Numbers{"neighbours", 1, 2, false},
				 Numbers{"over_32_bits", 0xffff'ffff, 1, false},
				 Numbers{"beyond_32_bits", 0xffff'ffff, 0x1'0000'0000, true}),
		testing::Values(First::earlier, First::later)),
	ParameterName{});

} // namespace
} // namespace cf
