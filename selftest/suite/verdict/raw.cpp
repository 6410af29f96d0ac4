// SPDX-License-Identifier: MIT
//
// A program that lists its cases as ours do and then breaks the protocol, each case in its own
// way. It cannot serve forks, so the runner has to fall back to a process for each case.

#include <array>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include <unistd.h>

namespace
{

struct RawCase {
	std::string_view id;
	std::string_view events;
	int status;
};

constexpr std::array kCases{
	RawCase{"verdict@raw@keeps_to_it", "{\"event\":\"end\",\"result\":\"pass\"}\n", 0},
	RawCase{"verdict@raw@says_nothing", "", 0},
	RawCase{"verdict@raw@says_fail_but_leaves_with_0",
		"{\"event\":\"end\",\"result\":\"fail\"}\n", 0},
	RawCase{"verdict@raw@says_pass_but_leaves_with_1",
		"{\"event\":\"end\",\"result\":\"pass\"}\n", 1},
	RawCase{"verdict@raw@leaves_with_77_but_says_nothing", "", 77},
	RawCase{"verdict@raw@fails_and_says_pass",
		"{\"event\":\"failure\",\"file\":\"raw.cpp\",\"line\":7,\"message\":\"broken\"}\n"
		"{\"event\":\"end\",\"result\":\"pass\"}\n",
		0},
	RawCase{"verdict@raw@talks_nonsense", "nonsense\n{\"event\":\"end\",\"result\":\"pass\"}\n",
		0},
	RawCase{"verdict@raw@stops_in_a_word", "{\"event\":\"end\",\"resu", 0},
};

int list()
{
	for (const RawCase &one : kCases)
		std::cout << "{\"id\":\"" << one.id << "\"}\n";
	return 0;
}

int run(std::string_view id)
{
	const char *number = std::getenv("CROSSFENCE_EVENTS_FD");
	for (const RawCase &one : kCases) {
		if (one.id != id || number == nullptr)
			continue;
		const ssize_t told =
			::write(std::atoi(number), one.events.data(), one.events.size());
		return told == static_cast<ssize_t>(one.events.size()) ? one.status : 2;
	}
	return 2;
}

} // namespace

int main(int argc, char **argv)
{
	const std::string_view what = argc > 1 ? argv[1] : "";
	if (what == "--list")
		return list();
	return what == "--run" && argc == 3 ? run(argv[2]) : 2;
}
