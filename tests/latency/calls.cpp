// SPDX-License-Identifier: MIT
#include "latency/calls.h"

#include <cerrno>
#include <system_error>
#include <utility>

#include <pthread.h>
#include <sys/eventfd.h>

#include "base/deadline.h"
#include "measure/bare_ioctl.h"
#include "measure/noise.h"
#include "measure/thread/placement.h"
#include "support/report/report.h"

namespace cf
{

namespace
{

constexpr const char *kFloor = "bare_ioctl";

} // namespace

Calls::Calls() : eventfd_(::eventfd(0, EFD_CLOEXEC))
{
	if (!eventfd_.valid())
		throw std::system_error(errno, std::generic_category(), "eventfd");
}

// The second of two: the least that a call costs is what it costs when everything is at hand.
void Calls::take_floor()
{
	Samples &samples = cold_[Place{kFloor, {}}];
	bare_ioctl(eventfd_);
	const std::int64_t begin = now_ns();
	bare_ioctl(eventfd_);
	samples.push_back(static_cast<double>(now_ns() - begin));
}

void Calls::keep_samples()
{
	for (auto &[place, samples] : cold_) {
		Samples &kept = kept_[place];
		kept.insert(kept.end(), samples.begin(), samples.end());
		taken_ += samples.size();
		samples.clear();
	}
}

void Calls::report_all(const std::vector<std::string> &noise)
{
	for (auto &[place, samples] : kept_) {
		const bool is_floor = place.series == kFloor;
		report({place.series, "ns", std::move(samples), is_floor ? "" : kFloor, place.size,
			noise});
	}
	kept_.clear();
}

void measure_calls(
	std::span<const std::size_t> sizes, const MakeTurn &make, const CallEffort &effort)
{
	Calls calls;
	const Placement placement = place_threads();
	bind(::pthread_self(), placement.waker, placement);
	const NoiseWatch noise;
	for (const std::size_t size : sizes) {
		const Turn turn = make(size);
		calls.begin_size(size);
		turn(calls);
		calls.forget_samples();
		const Deadline deadline{effort.time};
		for (int taken = 0;
			taken < effort.turns && (taken < effort.least_turns || !deadline.passed());
			++taken) {
			calls.take_floor();
			turn(calls);
			calls.keep_samples();
		}
	}
	std::vector<std::string> found = noise.found(calls.taken());
	found.insert(found.end(), effort.noise.begin(), effort.noise.end());
	calls.report_all(found);
}

std::vector<std::size_t> buffer_sizes_up_to(std::size_t most)
{
	std::vector<std::size_t> sizes;
	for (const std::size_t kib : {4, 64, 1024, 8192})
		if (const std::size_t size = kib << 10; size <= most)
			sizes.push_back(size);
	return sizes;
}

} // namespace cf
