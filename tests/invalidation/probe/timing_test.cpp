// SPDX-License-Identifier: MIT
//
// Claim: the probe module times what it was asked to, all of it and as often as it was asked, with
// stamps in their order; what was planted to slow it down is in the samples; and a request ends
// with its time, or with a signal to who made it.
// Owed by: lib/probe/module/uapi/timing.h. A measurement is worth what its samples are.
// Red when: a callback, a waiter or a fence is left out, a stamp is that of another moment, the
// planted delay or walk is not there, or the limit is not looked at.

#include "probe/inside/timing.h"

#include <csignal>

#include <sys/time.h>

#include "base/ioctl.h"
#include "invalidation/probing.h"
#include "support/process/child_process.h"

namespace cf
{

struct Work {
	const char *label;
	Timed what;
	std::uint32_t width;

	std::string name() const { return label + std::to_string(width); }
	std::vector<std::string> roles() const { return {}; }
};

namespace
{

constexpr std::uint32_t kSamples = 8;
constexpr nanoseconds kDelay = std::chrono::microseconds{100};

// Takes four seconds at the least, all in the kernel.
constexpr TimingRequest kLong{
	.samples = CFP_TIMING_COUNT, .delay = nanoseconds{CFP_TIMING_DELAY_NS}};

class Timing : public ProbeTest, public testing::WithParamInterface<Work>
{
protected:
	static TimingRequest request()
	{
		return {.what = GetParam().what, .samples = kSamples, .width = GetParam().width};
	}
};

using PlantedWalk = Timing;
using TimingRequests = ProbeTest;

TEST_P(Timing, has_every_part_of_every_sample_in_order)
{
	const TimingSamples samples = take_samples(probe(), request());

	ASSERT_EQ(samples.size(), kSamples);
	nanoseconds before{1};
	for (const TimingSample &sample : samples) {
		EXPECT_EQ(sample.parts, GetParam().width);
		EXPECT_EQ(sample.steps, 0u);
		EXPECT_LE(before, sample.begin);
		EXPECT_LE(sample.begin, sample.middle);
		EXPECT_LE(sample.middle, sample.end);
		before = sample.end;
	}
}

TEST_P(Timing, has_the_planted_delay)
{
	TimingRequest slow = request();
	slow.delay = kDelay;

	for (const TimingSample &sample : take_samples(probe(), slow)) {
		EXPECT_EQ(sample.parts, GetParam().width);
		EXPECT_GE((sample.end - sample.begin).count(), kDelay.count());
	}
}

TEST_P(PlantedWalk, goes_past_all_parts_before)
{
	TimingRequest slow = request();
	slow.quadratic = true;

	const TimingSamples samples = take_samples(probe(), slow);

	ASSERT_EQ(samples.size(), kSamples);
	for (const TimingSample &sample : samples) {
		EXPECT_EQ(sample.parts, GetParam().width);
		EXPECT_EQ(sample.steps, GetParam().width * (GetParam().width - 1) / 2);
	}
}

TEST_F(TimingRequests, refuse_what_their_kind_can_not_do)
{
	const auto error = [&](const TimingRequest &request) {
		return try_take_samples(probe(), request).error();
	};
	const std::uint32_t crowd = CFP_TIMING_WAITERS + 1;

	EXPECT_EQ(error({.what = Timed::waiters, .width = crowd}), Errno{EINVAL});
	EXPECT_EQ(error({.what = Timed::waiters, .quadratic = true}), Errno{EINVAL});
	EXPECT_EQ(error({.what = Timed::reserve, .quadratic = true}), Errno{EINVAL});
}

TEST_F(TimingRequests, end_with_their_time)
{
	TimingRequest request = kLong;
	request.limit = std::chrono::milliseconds{50};

	EXPECT_LE(take_samples(probe(), request).size(), 51u);
}

TEST_F(TimingRequests, end_with_a_signal)
{
	ChildProcess interrupted{[&](FdChannel &) {
		std::vector<cfp_sample> samples(kLong.samples);
		cfp_timing request{reinterpret_cast<std::uintptr_t>(samples.data()),
			CFP_TIME_NOTHING, kLong.samples, 1, 0, CFP_TIMING_DELAY_NS, 0};
		struct sigaction noted {
		};
		noted.sa_handler = [](int) {
		};
		::sigaction(SIGALRM, &noted, nullptr);
		const itimerval soon{{}, {0, 20000}};
		::setitimer(ITIMER_REAL, &soon, nullptr);

		const Result<int> taken =
			try_raw_ioctl(probe().fd(), {CFP_TIMING, "CFP_TIMING"}, &request);

		EXPECT_EQ(taken.error(), Errno{EINTR});
	}};
	interrupted.finish();
}

std::vector<Work> all_work(bool walks)
{
	std::vector<Work> found;
	for (const std::uint32_t width : {1u, 2u, 64u, 256u}) {
		found.push_back({"nothing", Timed::nothing, width});
		found.push_back({"callbacks", Timed::callbacks, width});
		found.push_back({"add_callback", Timed::add_callback, width});
		found.push_back({"remove_callback", Timed::remove_callback, width});
		found.push_back({"array", Timed::array, width});
		found.push_back({"chain", Timed::chain, width});
		found.push_back({"add_fence", Timed::add_fence, width});
		found.push_back({"iterate", Timed::iterate, width});
		if (walks)
			continue;
		found.push_back({"reserve", Timed::reserve, width});
		found.push_back({"waiters", Timed::waiters, width});
	}
	return found;
}

INSTANTIATE_TEST_SUITE_P(Work, Timing, testing::ValuesIn(all_work(false)), ParameterName{});
INSTANTIATE_TEST_SUITE_P(Work, PlantedWalk, testing::ValuesIn(all_work(true)), ParameterName{});

} // namespace
} // namespace cf
