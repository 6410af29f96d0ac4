// SPDX-License-Identifier: MIT
//
// Claim: an array, a chain and a chain of arrays signal with their last leaf and not before,
// however wide they are, in whatever order and from whatever context their leaves signal, both for
// who waits and for who only asks.
// Owed by: include/linux/dma-fence-array.h and dma-fence-chain.h; seed 000.
// Red when: a container counts a leaf twice or not at all, gives up behind the first that has
// signalled, loses the interrupt work that ends it, or ends for waiters alone.

#include "containers/leaves.h"

namespace cf
{
namespace
{

class Completion : public ContainerTest,
		   public testing::WithParamInterface<std::tuple<Shape, Order, SignalFrom>>
{
protected:
	static const Shape &shape() { return std::get<Shape>(GetParam()); }

	static void end_all_but_last(const Leaves &leaves)
	{
		const auto all = ordered(leaves, std::get<Order>(GetParam()));
		end(std::span{all}.first(all.size() - 1), std::get<SignalFrom>(GetParam()));
	}

	static void end_last(const Leaves &leaves)
	{
		const auto all = ordered(leaves, std::get<Order>(GetParam()));
		end(std::span{all}.last(1), std::get<SignalFrom>(GetParam()));
	}
};

TEST_P(Completion, wakes_a_waiter_with_the_last_leaf)
{
	const Leaves leaves = create_leaves(shape().leaves());
	const SyncFile file = build(shape(), leaves);
	EXPECT_FALSE(file.signalled());

	end_all_but_last(leaves);
	EXPECT_FALSE(file.signalled()) << "before its last leaf";
	end_last(leaves);

	EXPECT_TRUE(file.wait(Deadline::generous()));
	EXPECT_EQ(file.status(), 1);
}

TEST_P(Completion, is_there_for_who_asks_after_the_last_leaf)
{
	const Leaves leaves = create_leaves(shape().leaves());
	const SyncFile file = build(shape(), leaves);
	EXPECT_EQ(file.status(), 0);

	end_all_but_last(leaves);
	EXPECT_EQ(file.status(), 0) << "before its last leaf";
	end_last(leaves);

	EXPECT_EQ(file.status(), 1);
}

// What the kernel allows: no container in an array, no chain in a chain but as what came before.
INSTANTIATE_TEST_SUITE_P(Flat, Completion,
	testing::Combine(
		testing::Values(Shape{{array_of(2)}}, Shape{{array_of(512)}}, Shape{{chain_of(2)}},
			Shape{{chain_of(512)}}, Shape{{chain_of(2), array_of(2)}},
			Shape{{chain_of(64), array_of(8)}}),
		testing::Values(Order::forward, Order::backward, Order::mixed),
		testing::Values(SignalFrom::task, SignalFrom::interrupt, SignalFrom::timer)),
	ParameterName{});

} // namespace
} // namespace cf
