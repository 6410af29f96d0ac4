// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <vector>

// What disturbs a measurement from outside: a hypervisor that takes the processors
// away (steal time, proc(5) "stat"), other threads on them (involuntary context
// switches of this process, getrusage(2)). A run with too much of it is marked noisy;
// its values are kept all the same.

namespace cf
{

class NoiseWatch
{
public:
	NoiseWatch() : begin_(look()) {}

	// What is beyond the limits since the beginning, in words: "steal time 3.1 %". The
	// switches are judged by the number of samples among which they fell.
	std::vector<std::string> found(std::size_t samples) const;

private:
	struct Look {
		std::uint64_t ticks = 0; // of all processors
		std::uint64_t stolen = 0;
		std::int64_t switches = 0;
	};
	static Look look();

	Look begin_;
};

} // namespace cf
