// SPDX-License-Identifier: MIT
//
// Claim: a thread that sleeps in a pipe, in a futex or in an eventfd is woken by the other end,
// each time; the clock that is looked at before and after does not go back; and an ioctl that no
// driver answers succeeds each time.
// Owed by: pipe(7), futex(2), eventfd(2), ioctl(2). Their cost is what waking and calling cost here
// at least, and what everything else of this folder is a multiple of.
// Red when: a wake-up is lost, a wait ends without one, or the call fails.

#include <gtest/gtest.h>

#include "latency/calls.h"
#include "latency/measured.h"
#include "measure/clock.h"
#include "support/labels.h"
#include "support/parameter/parameter_name.h"
#include "support/report/report.h"

namespace cf
{

struct Floor {
	const char *label;
	std::unique_ptr<WakePath> (*make)();

	std::string name() const { return label; }
	std::vector<std::string> roles() const { return {}; }
};

namespace
{

class Floors : public testing::TestWithParam<Floor>
{
};

const Labelled<Floors> floors{Label::bench};

TEST_P(Floors, wakes_the_waiter)
{
	const std::unique_ptr<WakePath> path = GetParam().make();

	measure(*path);
}

// The same path again shows how far two series of one thing are apart.
INSTANTIATE_TEST_SUITE_P(Ways, Floors,
	testing::Values(Floor{"eventfd", eventfd_path}, Floor{"pipe", pipe_path},
		Floor{"futex", futex_path}),
	ParameterName{});

class Harness : public testing::Test
{
};

const Labelled<Harness> harness{Label::bench};

constexpr int kLooks = 2000;

TEST_F(Harness, looks_at_the_clock)
{
	std::vector<double> costs;
	costs.reserve(kLooks);
	for (int i = 0; i < kLooks; ++i) {
		const std::int64_t before = now_ns();
		const std::int64_t after = now_ns();
		ASSERT_GE(after, before);
		costs.push_back(static_cast<double>(after - before));
	}
	report({"clock", "ns", std::move(costs), "", {}, {}});
}

// The same steps as of a sample of WakeBench, round a path of nothing.
TEST_F(Harness, takes_samples_of_nothing)
{
	const std::unique_ptr<WakePath> eventfd = eventfd_path();
	measure(*eventfd);
	const std::unique_ptr<WakePath> path = null_path();
	std::vector<double> costs;
	costs.reserve(kLooks);
	for (int i = 0; i < kLooks; ++i) {
		const std::int64_t before = now_ns();
		path->signal();
		path->wait();
		const std::int64_t after = now_ns();
		ASSERT_GE(after, before);
		costs.push_back(static_cast<double>(after - before));
	}
	report({"nothing", "ns", std::move(costs), "eventfd_wake", {}, {}});
}

TEST_F(Harness, makes_a_bare_ioctl)
{
	constexpr std::array<std::size_t, 1> once{1};
	const CallEffort effort{.turns = 2000, .least_turns = 2000};

	measure_calls(
		once,
		[](std::size_t) {
			return [](Calls &) {
			};
		},
		effort);
}

} // namespace
} // namespace cf
