// SPDX-License-Identifier: MIT
//
// Claim: a container holds its leaves until its own last reference goes, and no longer: with its
// file, pending or signalled; from a callback of one of its leaves, under that one's lock, in a
// task, a timer or a hard interrupt; or by the kernel itself once a container that was waited for
// and closed has signalled. A chain lets go of the links that have signalled.
// Owed by: include/linux/dma-fence.h (dma_fence_put() in any context) and
// dma_fence_chain_walk(), "Garbage collects chain nodes which are already signaled"; seed 000.
// Red when: a container that is dropped while pending leaks its leaves or its callbacks, its
// release sleeps or takes a lock that its dropper may hold, or a chain grows for ever.

#include "containers/leaves.h"

namespace cf
{
namespace
{

class Release : public ContainerTest,
		public testing::WithParamInterface<std::tuple<Shape, SignalFrom>>
{
protected:
	static SignalFrom from() { return std::get<SignalFrom>(GetParam()); }

	void SetUp() override
	{
		ContainerTest::SetUp();
		leaves_ = create_leaves(shape().leaves());
		file_.emplace(build(shape(), leaves_));
	}

	static const Shape &shape() { return std::get<Shape>(GetParam()); }
	std::size_t count() const { return shape().leaves(); }

	// Nobody but the container holds these leaves any more.
	void end_and_close(std::size_t which)
	{
		end(ordered(std::span{leaves_}.first(which), Order::backward), from());
		leaves_.erase(
			leaves_.begin(), leaves_.begin() + static_cast<std::ptrdiff_t>(which));
	}

	Leaves leaves_;
	std::optional<SyncFile> file_;
};

TEST_P(Release, comes_with_the_close_of_what_has_signalled)
{
	end_and_close(count());
	EXPECT_EQ(released(), 0u) << "the file is open and its leaves have gone";

	file_.reset();

	EXPECT_EQ(released(), count());
}

TEST_P(Release, comes_with_the_close_of_what_is_pending)
{
	file_.reset();

	end_and_close(count());

	EXPECT_EQ(released_in_time(count()), count());
}

TEST_P(Release, comes_with_the_signal_of_what_was_waited_for_and_closed)
{
	EXPECT_FALSE(file_->signalled());
	file_.reset();

	end_and_close(count());

	EXPECT_EQ(released_in_time(count()), count());
}

TEST_P(Release, comes_in_the_callback_of_a_leaf)
{
	leaves_.back().hold(*file_);
	file_.reset();
	end_and_close(count() - 1);
	EXPECT_EQ(released(), 0u) << "its leaf holds the container";

	const SyncFile last = leaves_.back().sync_file();
	leaves_.back().signal(from());
	ASSERT_TRUE(last.wait(Deadline::generous()));

	const ProbeEvents events = probe().take_events();
	const ProbeEvents gone = of_kind(events, EventKind::fence_release);
	ASSERT_EQ(of_kind(events, EventKind::fence_drop).size(), 1u);
	ASSERT_EQ(gone.size(), count() - 1);
	EXPECT_TRUE(std::all_of(gone.begin(), gone.end(), [](const ProbeEvent &event) {
		return event.in_interrupt() == (from() != SignalFrom::task) &&
			event.context & CFP_IRQS_OFF;
	})) << "elsewhere than in the callback";
}

INSTANTIATE_TEST_SUITE_P(Containers, Release,
	testing::Combine(
		testing::Values(Shape{{array_of(2)}}, Shape{{array_of(256)}}, Shape{{chain_of(2)}},
			Shape{{chain_of(256)}}, Shape{{chain_of(16), array_of(16)}}),
		testing::Values(SignalFrom::task, SignalFrom::interrupt, SignalFrom::timer)),
	ParameterName{});

} // namespace
} // namespace cf
