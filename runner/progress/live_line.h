// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <map>
#include <string>

#include "verdict/outcome.h"

// The text of the live line.

namespace cf
{

struct LiveState {
	std::size_t done = 0;
	std::size_t total = 0;
	std::map<Outcome, std::size_t> counts;
	std::string running;
	std::chrono::seconds elapsed{};
};

// At most `width` columns: "[12/340] 10 pass 1 fail 1 skip  0:42, 2:10 left  a@b@c"
// with the beginning of the id cut when it does not fit.
std::string live_line(const LiveState &state, std::size_t width);

// "0:07", "12:34", "1:02:03"
std::string clock_text(std::chrono::seconds duration);

} // namespace cf
