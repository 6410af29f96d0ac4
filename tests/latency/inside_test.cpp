// SPDX-License-Identifier: MIT
//
// Claim: fences are called back, waited for, contained and reserved by the thousand as they are
// one by one: each part happens, at every size. What that costs inside the kernel, and how the
// cost grows with the size, is measured.
// Owed by: include/linux/dma-fence.h, dma-fence-array.h, dma-fence-chain.h and dma-resv.h, which
// name no limit to any of these numbers.
// Red when: a callback, a waiter, a leaf or a fence is left out, or the kernel is so slow that
// not one sample of a size ends.

#include "latency/measured.h"
#include "measure/noise.h"
#include "measure/thread/placement.h"
#include "probe/inside/timing.h"
#include "support/labels.h"
#include "support/matrix/pending_file.h"
#include "support/parameter/parameter_name.h"
#include "support/report/report.h"

namespace cf
{

struct InKernel {
	const char *label;
	Timed what;
	std::uint32_t most;
	nanoseconds TimingSample::*from;

	std::string name() const { return label; }
	std::vector<std::string> roles() const { return {}; }
};

namespace
{

constexpr std::uint32_t kSamples = 100;
constexpr std::size_t kLeast = 4; // compare judges no fewer
constexpr std::chrono::milliseconds kTimeASize{100};
constexpr std::uint32_t kReserved = 1024; // adding them takes the square of it

// A leaf's signal before the last is no cost of the container's.
const auto kWork = testing::Values(
	InKernel{"clock", Timed::nothing, CFP_TIMING_WIDTH, &TimingSample::begin},
	InKernel{"callbacks", Timed::callbacks, CFP_TIMING_WIDTH, &TimingSample::begin},
	InKernel{"waiters", Timed::waiters, CFP_TIMING_WAITERS, &TimingSample::begin},
	InKernel{"add_callback", Timed::add_callback, CFP_TIMING_WIDTH, &TimingSample::begin},
	InKernel{"remove_callback", Timed::remove_callback, CFP_TIMING_WIDTH, &TimingSample::begin},
	InKernel{"array", Timed::array, CFP_TIMING_WIDTH, &TimingSample::begin},
	InKernel{"last_of_array", Timed::array, CFP_TIMING_WIDTH, &TimingSample::middle},
	InKernel{"chain", Timed::chain, CFP_TIMING_WIDTH, &TimingSample::begin},
	InKernel{"last_of_chain", Timed::chain, CFP_TIMING_WIDTH, &TimingSample::middle},
	InKernel{"reserve", Timed::reserve, kReserved, &TimingSample::begin},
	InKernel{"add_fence", Timed::add_fence, kReserved, &TimingSample::begin},
	InKernel{"iterate", Timed::iterate, kReserved, &TimingSample::begin});

// As many as fit into the time, but no fewer than the least.
TimingSamples samples_of(const Probe &probe, Timed what, std::uint32_t width)
{
	TimingSamples samples;
	while (samples.size() < kLeast) {
		const TimingSamples more = take_samples(probe,
			{.what = what, .samples = kSamples, .width = width, .limit = kTimeASize});
		if (more.empty())
			break;
		samples.insert(samples.end(), more.begin(), more.end());
	}
	return samples;
}

class Inside : public testing::TestWithParam<InKernel>
{
};

const Labelled<Inside> inside{Label::bench};

TEST_P(Inside, has_every_part_at_every_size)
{
	const Probe probe = require_present(Probe::try_open(), kProbeNeeded);
	const Placement placement = place_threads();
	bind(::pthread_self(), placement.waker, placement);
	std::size_t taken = 0;
	const NoiseWatch noise;
	for (std::uint32_t size = 1; size <= GetParam().most; size *= 4) {
		const TimingSamples samples = samples_of(probe, GetParam().what, size);
		ASSERT_FALSE(samples.empty()) << size;
		std::vector<double> costs;
		for (const TimingSample &sample : samples) {
			EXPECT_EQ(sample.parts, size);
			costs.push_back(static_cast<double>(
				(sample.end - sample.*GetParam().from).count()));
		}
		taken += costs.size();
		report({GetParam().label, "ns", std::move(costs), "", size, noise.found(taken)});
	}
}

INSTANTIATE_TEST_SUITE_P(Work, Inside, kWork, ParameterName{});

} // namespace
} // namespace cf
