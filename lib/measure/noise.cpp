// SPDX-License-Identifier: MIT
#include "measure/noise.h"

#include <array>
#include <fstream>

#include <sys/resource.h>

#include <fmt/format.h>

namespace cf
{

namespace
{

// Beyond these shares the median may have moved, and the tail is somebody else's.
constexpr double kMostStolen = 0.01;
constexpr double kMostSwitches = 0.05;

} // namespace

NoiseWatch::Look NoiseWatch::look()
{
	Look look;
	std::ifstream file("/proc/stat");
	std::string label;
	std::array<std::uint64_t, 8> ticks{}; // user … softirq, steal
	file >> label;
	for (std::uint64_t &value : ticks) {
		file >> value;
		look.ticks += value;
	}
	look.stolen = ticks.back();
	rusage usage{};
	::getrusage(RUSAGE_SELF, &usage);
	look.switches = usage.ru_nivcsw;
	return look;
}

std::vector<std::string> NoiseWatch::found(std::size_t samples) const
{
	const Look now = look();
	std::vector<std::string> noise;
	const auto ticks = static_cast<double>(now.ticks - begin_.ticks);
	const auto stolen = static_cast<double>(now.stolen - begin_.stolen);
	if (stolen > ticks * kMostStolen)
		noise.push_back(fmt::format("steal time {:.1f} %", 100 * stolen / ticks));
	const std::int64_t switches = now.switches - begin_.switches;
	if (static_cast<double>(switches) > static_cast<double>(samples) * kMostSwitches)
		noise.push_back(fmt::format(
			"{} involuntary context switches in {} samples", switches, samples));
	return noise;
}

} // namespace cf
