// SPDX-License-Identifier: MIT
#include "probe/inside/timing.h"

#include <algorithm>

#include "base/ioctl.h"

namespace cf
{

namespace
{

constexpr IoctlRequest kTiming{CFP_TIMING, "CFP_TIMING"};

TimingSample decode(const cfp_sample &raw)
{
	return {
		.begin = nanoseconds{raw.begin_ns},
		.middle = nanoseconds{raw.middle_ns},
		.end = nanoseconds{raw.end_ns},
		.parts = raw.parts,
		.steps = raw.steps,
	};
}

} // namespace

Result<TimingSamples> try_take_samples(const Probe &probe, const TimingRequest &request)
{
	// Too many are the module's to refuse.
	std::vector<cfp_sample> raw(std::min<std::uint32_t>(request.samples, CFP_TIMING_COUNT));
	cfp_timing asked{
		.samples = reinterpret_cast<std::uintptr_t>(raw.data()),
		.what = static_cast<std::uint32_t>(request.what),
		.count = request.samples,
		.width = request.width,
		.flags = request.quadratic ? CFP_TIMING_QUADRATIC : 0U,
		.delay_ns = static_cast<std::uint32_t>(request.delay.count()),
		.limit_ms = static_cast<std::uint32_t>(request.limit.count()),
	};
	const Result<int> taken = try_ioctl(probe.fd(), kTiming, &asked, CFP_NODE);
	if (!taken.ok())
		return taken.failure();
	TimingSamples samples;
	std::transform(
		raw.begin(), raw.begin() + taken.value(), std::back_inserter(samples), decode);
	return samples;
}

TimingSamples take_samples(const Probe &probe, const TimingRequest &request)
{
	return try_take_samples(probe, request).take();
}

} // namespace cf
