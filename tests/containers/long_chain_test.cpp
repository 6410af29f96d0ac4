// SPDX-License-Identifier: MIT
//
// Claim: a chain of a hundred thousand links is built, waited for and dropped like one of two: the
// kernel's stack does not grow with it, nobody leaks, and the links before the newest go when they
// have signalled.
// Owed by: drivers/dma-buf/dma-fence-chain.c, dma_fence_chain_release() ("Manually unlink the chain
// as much as possible to avoid recursion and potential stack overflow"); seed 000.
// Red when: a release, a wait or a signal recurses for each link, or a chain keeps what has
// signalled.

#include "containers/leaves.h"

namespace cf
{
namespace
{

constexpr std::size_t kLeaves = 16; // each in many links

struct Length {
	std::size_t links;

	std::string name() const { return std::to_string(links) + "_links"; }
	std::vector<std::string> roles() const { return {}; }
};

class LongChain : public ContainerTest, public testing::WithParamInterface<Length>
{
protected:
	void SetUp() override
	{
		ContainerTest::SetUp();
		leaves_ = create_leaves(kLeaves);
		file_.emplace(build_links(GetParam().links));
	}

	// In pieces of what the probe takes at once, each behind the one before.
	SyncFile build_links(std::size_t links)
	{
		SyncFile file = leaves_.front().sync_file();
		for (std::size_t made = 0; made < links;) {
			const std::size_t first = made + 1;
			std::vector<FdRef> members{file.fd()};
			for (; members.size() < CFP_COMBINE_LIMIT && made < links; ++made)
				members.push_back(leaves_[made % kLeaves].fd());
			file = probe().combine(FenceContainer::chain, members, first);
		}
		return file;
	}

	void end_and_close()
	{
		end(ordered(leaves_, Order::mixed));
		leaves_.clear();
	}

	Leaves leaves_;
	std::optional<SyncFile> file_;
};

TEST_P(LongChain, is_dropped_while_it_is_pending)
{
	file_.reset();

	end_and_close();

	EXPECT_EQ(released_in_time(kLeaves), kLeaves);
}

TEST_P(LongChain, is_dropped_when_nobody_has_looked)
{
	end_and_close();
	EXPECT_EQ(released(), 0u);

	file_.reset();

	EXPECT_EQ(released(), kLeaves);
}

TEST_P(LongChain, is_dropped_in_the_callback_of_a_leaf)
{
	leaves_.back().hold(*file_);
	file_.reset();
	const SyncFile last = leaves_.back().sync_file();

	leaves_.back().signal(SignalFrom::interrupt);
	ASSERT_TRUE(last.wait(Deadline::generous()));
	leaves_.pop_back();
	end_and_close();

	EXPECT_EQ(released_in_time(kLeaves - 1), kLeaves - 1);
}

TEST_P(LongChain, is_waited_for_and_keeps_its_newest_link)
{
	EXPECT_FALSE(file_->signalled());

	end_and_close();
	EXPECT_TRUE(file_->wait(Deadline::generous()));
	EXPECT_EQ(file_->status(), 1);
	EXPECT_EQ(released_in_time(kLeaves - 1), kLeaves - 1) << "all but that of the newest";

	file_.reset();
	EXPECT_EQ(released(), kLeaves);
}

INSTANTIATE_TEST_SUITE_P(
	Lengths, LongChain, testing::Values(Length{10'000}, Length{100'000}), ParameterName{});

} // namespace
} // namespace cf
