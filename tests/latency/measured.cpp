// SPDX-License-Identifier: MIT
#include "latency/measured.h"

#include <optional>
#include <utility>

#include "base/deadline.h"
#include "measure/noise.h"
#include "measure/wake_bench.h"
#include "support/report/report.h"

namespace cf
{

namespace
{

// Where a sample is slow, or what it waits for is
// slow to make, there are fewer, but no fewer than the least.
struct Effort {
	std::size_t cold; // samples that are thrown away; one is enough when time is over
	std::size_t most;
	std::size_t least;
	std::size_t samples_a_turn;
	std::chrono::milliseconds time;
};

constexpr Effort kOnePath{.cold = 10,
	.most = 500,
	.least = 30,
	.samples_a_turn = 25,
	.time = std::chrono::milliseconds{300}};
constexpr Effort kEachSize{.cold = 1,
	.most = 50,
	.least = 4,
	.samples_a_turn = 10,
	.time = std::chrono::milliseconds{100}};

class Turns
{
public:
	explicit Turns(const Effort &effort) : effort_(effort) {}

	// Of the path, in turns with the floor.
	WakeSamples take(WakePath &path)
	{
		const Deadline deadline{effort_.time};
		const auto wants_more = [&](const WakeSamples &samples, std::size_t most,
						std::size_t least) {
			return samples.size() < most &&
				(samples.size() < least || !deadline.passed());
		};
		WakeSamples cold_floor;
		take(*floor_, effort_.cold, cold_floor);
		WakeSamples cold;
		while (wants_more(cold, effort_.cold, 1))
			bench_.sample(path, cold);
		WakeSamples samples;
		while (wants_more(samples, effort_.most, effort_.least)) {
			watch_.begin_quiet();
			take(*floor_, effort_.samples_a_turn, floor_samples_);
			watch_.end_quiet(effort_.samples_a_turn);
			const std::size_t turn = samples.size() + effort_.samples_a_turn;
			while (wants_more(samples, turn, effort_.least))
				bench_.sample(path, samples);
		}
		taken_ += samples.size();
		preemptions_ += samples.preemptions;
		return samples;
	}

	void report_floor()
	{
		const auto found = noise();
		report({"eventfd_wake", "ns", std::move(floor_samples_.wake), "", {}, found});
		report({"eventfd_signal", "ns", std::move(floor_samples_.signal), "", {}, found});
	}

	void report_path(WakeSamples samples, std::optional<double> size = {}) const
	{
		const auto found = noise();
		report({"wake", "ns", std::move(samples.wake), "eventfd_wake", size, found});
		report({"signal", "ns", std::move(samples.signal), "eventfd_signal", size, found});
	}

private:
	void take(WakePath &path, std::size_t count, WakeSamples &samples)
	{
		for (std::size_t i = 0; i < count; ++i)
			bench_.sample(path, samples);
	}

	std::vector<std::string> noise() const
	{
		return watch_.found(
			taken_ + floor_samples_.size(), preemptions_ + floor_samples_.preemptions);
	}

	Effort effort_;
	std::unique_ptr<WakePath> floor_ = eventfd_path();
	WakeBench bench_{place_threads()};
	NoiseWatch watch_;
	WakeSamples floor_samples_;
	std::size_t taken_ = 0;
	std::int64_t preemptions_ = 0;
};

} // namespace

void measure(WakePath &path)
{
	lock_memory();
	Turns turns(kOnePath);
	WakeSamples samples = turns.take(path);
	turns.report_path(std::move(samples));
	turns.report_floor();
}

void measure_up_to(std::size_t most, const MakePath &make)
{
	lock_memory();
	Turns turns(kEachSize);
	for (std::size_t size = 1; size <= most; size *= 4) {
		const std::unique_ptr<WakePath> path = make(size);
		turns.report_path(turns.take(*path), static_cast<double>(size));
	}
	turns.report_floor();
}

} // namespace cf
