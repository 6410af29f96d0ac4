// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

// What disturbs a measurement from outside: a hypervisor that takes the processors
// away (steal time, proc(5) "stat"), other threads on them (preemption: involuntary context
// switches of this process, getrusage(2)), devices (their interrupts, proc(5) "interrupts").
// A run with too much of it is marked noisy; its values are kept all the same. Bound threads
// do not migrate.

namespace cf
{

class NoiseWatch
{
public:
	NoiseWatch();

	// Around samples of what takes no device: its interrupts in between are somebody else's.
	void begin_quiet();
	void end_quiet(std::size_t samples);

	// What is beyond the limits since the beginning, in words: "steal time 3.1 %". All
	// preemptions since then count, unless the caller knows how many fell into the samples.
	std::vector<std::string> found(std::size_t samples) const;
	std::vector<std::string> found(std::size_t samples, std::int64_t preemptions) const;

private:
	struct Look {
		std::uint64_t ticks = 0; // of all processors
		std::uint64_t stolen = 0;
	};
	static Look look();

	Look begin_;
	std::int64_t preemptions_at_begin_;
	std::uint64_t interrupts_at_begin_ = 0;
	std::uint64_t interrupts_ = 0; // while quiet
	std::size_t quiet_samples_ = 0;
};

// How often this process has lost a processor to another thread.
std::int64_t preemptions_so_far();

// The interrupts of devices that a text in the form of /proc/interrupts counts, on all processors:
// the numbered lines without those of timers, which on some machines have numbers, too.
std::uint64_t device_interrupts(std::istream &table);

} // namespace cf
