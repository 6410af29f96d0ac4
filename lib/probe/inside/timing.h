// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

#include "base/result.h"
#include "probe/module/uapi/timing.h"
#include "probe/probe.h"

// What fences cost inside the kernel: samples that the probe module takes by itself, each of
// `width` parts of one kind of work. Times are CLOCK_MONOTONIC. What the stamps of a kind mean
// stands in uapi/timing.h.

namespace cf
{

using std::chrono::nanoseconds;

enum class Timed : std::uint32_t {
	nothing = CFP_TIME_NOTHING, // what the clock costs
	callbacks = CFP_TIME_CALLBACKS,
	waiters = CFP_TIME_WAITERS,
	add_callback = CFP_TIME_ADD,
	remove_callback = CFP_TIME_REMOVE,
	array = CFP_TIME_ARRAY,
	chain = CFP_TIME_CHAIN,
	reserve = CFP_TIME_RESERVE,
	add_fence = CFP_TIME_ADD_FENCE,
	iterate = CFP_TIME_ITERATE,
};

// The last two make the kernel slower than it is, to see whether a measurement finds it.
struct TimingRequest {
	Timed what = Timed::nothing;
	std::uint32_t samples = 1;          // at most CFP_TIMING_COUNT
	std::uint32_t width = 1;            // at most CFP_TIMING_WIDTH, CFP_TIMING_WAITERS
	std::chrono::milliseconds limit{0}; // no sample begins later; 0: the module's limit
	nanoseconds delay{0};               // busy between the stamp and what it is the stamp of
	bool quadratic = false;             // each part walks a list of those before it
};

struct TimingSample {
	nanoseconds begin{0};
	nanoseconds middle{0};
	nanoseconds end{0};
	std::uint32_t parts = 0; // that were seen to happen
	std::uint32_t steps = 0; // of the planted walks
};

using TimingSamples = std::vector<TimingSample>;

// Fewer samples than were asked for when the time was over. EINVAL: a request out of bounds.
Result<TimingSamples> try_take_samples(const Probe &probe, const TimingRequest &request);
TimingSamples take_samples(const Probe &probe, const TimingRequest &request);

} // namespace cf
