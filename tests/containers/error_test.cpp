// SPDX-License-Identifier: MIT
//
// Claim: an array that somebody waits for ends with the first error of its leaves, one that is
// waited for afterwards with that of its first leaf that failed, one that nobody waited for with
// none; a chain never ends with an error of its links.
// Owed by: drivers/dma-buf/dma-fence-array.c ("Propagate the first error reported by any of our
// fences") and dma-fence-chain.c, which propagates none: today's behaviour, seed 001.
// Red when: an array gives the last error, or success, to who waits for it, a chain begins to
// pass errors on, or the files of the leaves lose theirs.

#include "containers/leaves.h"

namespace cf
{
namespace
{

constexpr int kEarlier = EIO;     // of the second leaf, which fails first
constexpr int kLater = ECANCELED; // of the first leaf
constexpr int kSuccess = 1;

enum class Look { waits, waits_afterwards, asks };

const char *name_of(Look look)
{
	return look == Look::waits ? "waits" : look == Look::asks ? "asks" : "waits_afterwards";
}

// What who looks at a container finds when its leaves have failed.
struct Outcome {
	Shape shape;
	Look look;
	int status;

	std::string name() const { return shape.name() + "_" + name_of(look); }
	std::vector<std::string> roles() const { return {}; }
};

class ContainerError : public ContainerTest, public testing::WithParamInterface<Outcome>
{
protected:
	static bool looks(Look how) { return GetParam().look == how; }
};

TEST_P(ContainerError, is_that_of_its_leaves_or_none)
{
	const Shape &shape = GetParam().shape;
	const Leaves leaves = create_leaves(shape.leaves());
	const SyncFile file = build(shape, leaves);
	EXPECT_FALSE(looks(Look::waits) && file.signalled());

	leaves[1].signal(SignalFrom::task, Errno{kEarlier});
	leaves[0].signal(SignalFrom::task, Errno{kLater});
	for (std::size_t rest = 2; rest < leaves.size(); ++rest)
		leaves[rest].signal();
	EXPECT_TRUE(looks(Look::asks) || file.wait(Deadline::generous()));

	EXPECT_EQ(file.status(), GetParam().status);
	EXPECT_EQ(leaves[0].sync_file().status(), -kLater);
	EXPECT_EQ(leaves[1].sync_file().status(), -kEarlier);
}

TEST_P(ContainerError, of_the_last_leaf_is_not_too_late)
{
	const Shape &shape = GetParam().shape;
	const Leaves leaves = create_leaves(shape.leaves());
	const SyncFile file = build(shape, leaves);
	EXPECT_FALSE(looks(Look::waits) && file.signalled());

	for (std::size_t rest = 2; rest < leaves.size(); ++rest)
		leaves[rest].signal();
	leaves[0].signal();
	leaves[1].signal(SignalFrom::interrupt, Errno{kEarlier});
	ASSERT_TRUE(leaves[1].sync_file().wait(Deadline::generous()));
	EXPECT_TRUE(looks(Look::asks) || file.wait(Deadline::generous()));

	EXPECT_EQ(file.status(), GetParam().status == kSuccess ? kSuccess : -kEarlier);
}

INSTANTIATE_TEST_SUITE_P(Outcomes, ContainerError,
	testing::Values(Outcome{{{array_of(2)}}, Look::waits, -kEarlier},
		Outcome{{{array_of(64)}}, Look::waits, -kEarlier},
		Outcome{{{array_of(64)}}, Look::waits_afterwards, -kLater},
		Outcome{{{array_of(64)}}, Look::asks, kSuccess},
		Outcome{{{chain_of(2)}}, Look::waits, kSuccess},
		Outcome{{{chain_of(64)}}, Look::waits, kSuccess},
		Outcome{{{chain_of(64)}}, Look::waits_afterwards, kSuccess},
		Outcome{{{chain_of(64)}}, Look::asks, kSuccess},
		Outcome{{{chain_of(4), array_of(4)}}, Look::waits, kSuccess},
		Outcome{{{chain_of(4), array_of(4)}}, Look::asks, kSuccess}),
	ParameterName{});

} // namespace
} // namespace cf
