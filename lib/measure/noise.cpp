// SPDX-License-Identifier: MIT
#include "measure/noise.h"

#include <array>
#include <fstream>
#include <sstream>

#include <sys/resource.h>

#include <fmt/format.h>

namespace cf
{

namespace
{

// Beyond these shares the median may have moved, and the tail is somebody else's.
constexpr double kMostStolen = 0.01;
constexpr double kMostPreemptions = 0.05;
constexpr double kMostInterrupts = 0.05;

bool is_too_much(std::uint64_t events, std::size_t samples, double most)
{
	return static_cast<double>(events) > static_cast<double>(samples) * most;
}

std::uint64_t device_interrupts_so_far()
{
	std::ifstream table("/proc/interrupts");
	return device_interrupts(table);
}

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
	return look;
}

NoiseWatch::NoiseWatch() : begin_(look()), preemptions_at_begin_(preemptions_so_far()) {}

std::vector<std::string> NoiseWatch::found(std::size_t samples) const
{
	return found(samples, preemptions_so_far() - preemptions_at_begin_);
}

std::vector<std::string> NoiseWatch::found(std::size_t samples, std::int64_t preemptions) const
{
	const Look now = look();
	std::vector<std::string> noise;
	const auto ticks = static_cast<double>(now.ticks - begin_.ticks);
	const auto stolen = static_cast<double>(now.stolen - begin_.stolen);
	if (stolen > ticks * kMostStolen)
		noise.push_back(fmt::format("steal time {:.1f} %", 100 * stolen / ticks));
	if (is_too_much(static_cast<std::uint64_t>(preemptions), samples, kMostPreemptions))
		noise.push_back(
			fmt::format("preempted {} times in {} samples", preemptions, samples));
	if (is_too_much(interrupts_, quiet_samples_, kMostInterrupts))
		noise.push_back(fmt::format("{} interrupts of devices in {} samples of the floor",
			interrupts_, quiet_samples_));
	return noise;
}

void NoiseWatch::begin_quiet()
{
	interrupts_at_begin_ = device_interrupts_so_far();
}

void NoiseWatch::end_quiet(std::size_t samples)
{
	interrupts_ += device_interrupts_so_far() - interrupts_at_begin_;
	quiet_samples_ += samples;
}

std::int64_t preemptions_so_far()
{
	rusage usage{};
	::getrusage(RUSAGE_SELF, &usage);
	return usage.ru_nivcsw;
}

// " 24:   0   1203  PCI-MSI 81920-edge  virtio0": a number, a count for each processor, words.
std::uint64_t device_interrupts(std::istream &table)
{
	std::uint64_t sum = 0;
	for (std::string line; std::getline(table, line);) {
		std::istringstream words(line);
		unsigned number = 0;
		char colon = 0;
		if (!(words >> number >> colon) || colon != ':' || line.find("timer") != line.npos)
			continue;
		for (std::uint64_t count = 0; words >> count;)
			sum += count;
	}
	return sum;
}

} // namespace cf
