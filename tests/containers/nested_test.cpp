// SPDX-License-Identifier: MIT
//
// Claim: containers in containers that the kernel wants flat are told by a warning each, and, where
// lockdep watches, by a report on their locks; they signal with their last leaf all the same, eight
// deep as well.
// Owed by: drivers/dma-buf/dma-fence-array.c ("should never contain any other fence containers"),
// dma-fence-chain.c ("Chaining dma_fence_chain container together is only allowed through the prev
// fence"), both with their WARN_ON; seed 000.
// Red when: nobody notices an array of arrays, or one that was noticed ends early or never.

#include "containers/leaves.h"

#include "support/labels.h"
#include "support/report/lockdep.h"
#include "support/report/report.h"

namespace cf
{
namespace
{

class Nested : public ContainerTest,
	       public testing::WithParamInterface<std::tuple<Shape, Order, SignalFrom>>
{
protected:
	void SetUp() override
	{
		ContainerTest::SetUp();
		announce_splat("warn");
		if (lockdep_watches())
			announce_splat("lockdep");
	}

	// A chain's lock, then an array's: the order that is right.
	void teach_the_lock_order()
	{
		const Leaves leaves = create_leaves(4);
		EXPECT_FALSE(build(Shape{{chain_of(2), array_of(2)}}, leaves).signalled());
		end(ordered(leaves, Order::forward));
	}
};

const Labelled<Nested> kNested{Label::splat};

TEST_P(Nested, is_warned_of_and_signals_with_the_last_leaf)
{
	const auto &[shape, order, from] = GetParam();
	teach_the_lock_order();
	const Leaves leaves = create_leaves(shape.leaves());
	const auto all = ordered(leaves, order);
	const SyncFile file = build(shape, leaves);
	EXPECT_FALSE(file.signalled());

	end(std::span{all}.first(all.size() - 1), from);
	EXPECT_FALSE(file.signalled()) << "before its last leaf";
	end(std::span{all}.last(1), from);

	EXPECT_TRUE(file.wait(Deadline::generous()));
}

INSTANTIATE_TEST_SUITE_P(Shapes, Nested,
	testing::Combine(
		testing::Values(Shape{{array_of(2), array_of(2)}},
			Shape{{array_of(2), chain_of(2)}}, Shape{{chain_of(2), chain_of(2)}},
			Shape{{array_of(2), chain_of(2), array_of(2)}},
			Shape{{chain_of(2), array_of(2), chain_of(2)}},
			Shape{{chain_of(2), chain_of(2), chain_of(2), chain_of(2)}},
			Shape{{array_of(2), array_of(1), array_of(1), array_of(1), array_of(1),
				array_of(1), array_of(1), array_of(2)}},
			Shape{{chain_of(2), array_of(1), chain_of(2), array_of(1), chain_of(2),
				array_of(1), chain_of(2), array_of(1)}}),
		testing::Values(Order::forward, Order::backward),
		testing::Values(SignalFrom::task, SignalFrom::interrupt)),
	ParameterName{});

} // namespace
} // namespace cf
