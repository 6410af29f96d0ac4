// SPDX-License-Identifier: MIT
#include "progress/live_line.h"

#include <fmt/format.h>

namespace cf
{

namespace
{

// Before this many cases the rest can't be estimated.
constexpr std::size_t kEnoughForEstimate = 3;

std::string time_text(const LiveState &state)
{
	std::string text = clock_text(state.elapsed);
	if (state.done < kEnoughForEstimate || state.done >= state.total)
		return text;
	const auto left = state.elapsed * static_cast<long>(state.total - state.done) /
		static_cast<long>(state.done);
	return text + fmt::format(", {} left", clock_text(left));
}

} // namespace

std::string clock_text(std::chrono::seconds duration)
{
	const long seconds = duration.count();
	if (seconds < 3600)
		return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
	return fmt::format("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
}

std::string live_line(const LiveState &state, std::size_t width)
{
	std::string line = fmt::format("[{}/{}]", state.done, state.total);
	for (const auto &[outcome, count] : state.counts)
		line += fmt::format(" {} {}", count, name_of(outcome));
	line += "  " + time_text(state) + "  ";
	constexpr std::string_view ellipsis = "...";
	if (line.size() + ellipsis.size() >= width)
		return line.substr(0, width);
	const std::size_t room = width - line.size();
	if (state.running.size() <= room)
		return line + state.running;
	// The end of an id tells more than its beginning.
	line += ellipsis;
	return line + state.running.substr(state.running.size() - (room - ellipsis.size()));
}

} // namespace cf
