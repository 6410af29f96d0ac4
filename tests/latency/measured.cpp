// SPDX-License-Identifier: MIT
#include "latency/measured.h"

#include <utility>

#include "base/deadline.h"
#include "measure/noise.h"
#include "measure/wake_bench.h"
#include "support/report/report.h"

namespace cf
{

namespace
{

constexpr int kTurns = 20;
constexpr int kSamplesATurn = 25;

// Where a sample is slow there are fewer of them, but no fewer than of these turns.
constexpr std::chrono::seconds kTime{1};
constexpr int kLeastTurns = 4;

void take_turn(WakeBench &bench, WakePath &path, WakeSamples &samples)
{
	for (int i = 0; i < kSamplesATurn; ++i)
		bench.sample(path, samples);
}

} // namespace

void measure(WakePath &path)
{
	lock_memory();
	const std::unique_ptr<WakePath> floor = eventfd_path();
	WakeBench bench(place_threads());
	WakeSamples cold;
	take_turn(bench, *floor, cold);
	take_turn(bench, path, cold);

	const NoiseWatch noise;
	const Deadline deadline{kTime};
	WakeSamples floor_samples;
	WakeSamples samples;
	for (int turn = 0; turn < kTurns && (turn < kLeastTurns || !deadline.passed()); ++turn) {
		take_turn(bench, *floor, floor_samples);
		take_turn(bench, path, samples);
	}
	const auto found = noise.found(samples.size() + floor_samples.size());
	report({"eventfd_wake", "ns", std::move(floor_samples.wake), "", {}, found});
	report({"eventfd_signal", "ns", std::move(floor_samples.signal), "", {}, found});
	report({"wake", "ns", std::move(samples.wake), "eventfd_wake", {}, found});
	report({"signal", "ns", std::move(samples.signal), "eventfd_signal", {}, found});
}

} // namespace cf
