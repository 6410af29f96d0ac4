// SPDX-License-Identifier: MIT
#include "progress/progress.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <fmt/format.h>

#include "progress/live_line.h"
#include "progress/terminal.h"
#include "text/lines.h"
#include "text/utf8.h"

namespace cf
{

namespace
{

using namespace std::chrono_literals;

// At most ten times a second, and often enough for a clock.
constexpr auto kShortestStep = 100ms;
constexpr auto kLongestStep = 500ms;

constexpr std::size_t kUsualWidth = 80;

std::size_t terminal_width()
{
	winsize size{};
	if (::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == -1 || size.ws_col == 0)
		return kUsualWidth;
	return size.ws_col;
}

bool worth_a_line(const Verdict &verdict)
{
	return verdict.counts_against_run() || verdict.outcome == Outcome::warn;
}

std::string words_for(const Expected &expected)
{
	const std::string words{expected.any_failure ? "any failure" : name_of(expected.outcome)};
	return expected.sometimes ? words + ", or a pass" : words;
}

} // namespace

void Progress::running(const std::string &ids)
{
	running_ = ids;
	tick();
}

void Progress::case_ended(const ReportedCase &reported)
{
	++done_;
	const Outcome outcome = reported.result.verdict.outcome;
	++counts_[outcome];
	if (terminal_ && !worth_a_line(reported.result.verdict))
		return;
	clear();
	if (teller_)
		show(teller_(reported));
	else
		print_ended(reported);
}

void Progress::print_ended(const ReportedCase &reported)
{
	const Verdict &verdict = reported.result.verdict;
	std::string line = fmt::format("[{}/{}] {:<10}  {}  ({:.2f} s)", done_, total_,
		name_of(verdict.outcome), reported.id, reported.result.end - reported.result.start);
	if (verdict.expected)
		line += fmt::format("  (expected: {})", words_for(*verdict.expected));
	if (!verdict.reason.empty())
		line += "  " + printable(first_line(verdict.reason));
	show(line + "\n");
}

Clock::time_point Progress::tick()
{
	if (!terminal_)
		return Clock::time_point::max();
	if (Clock::now() >= drawn_ + kShortestStep)
		draw();
	return drawn_ + kLongestStep;
}

void Progress::draw()
{
	drawn_ = Clock::now();
	const LiveState state{.done = done_,
		.total = total_,
		.counts = counts_,
		.running = running_,
		.elapsed = std::chrono::duration_cast<std::chrono::seconds>(drawn_ - begun_)};
	// One column stays free: a full line would wrap on some terminals.
	show("\r\033[K" + live_line(state, terminal_width() - 1));
	line_shown_ = true;
}

void Progress::clear()
{
	if (line_shown_)
		show("\r\033[K");
	line_shown_ = false;
	drawn_ = {};
}

void Progress::done()
{
	clear();
}

} // namespace cf
