// SPDX-License-Identifier: MIT
#include "verdict/verdict.h"

#include <algorithm>

#include <sys/wait.h>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "system/event/wait_status.h"
#include "text/lines.h"
#include "verdict/kernel/kernel_complaint.h"

namespace cf
{

namespace
{

constexpr int kSkipStatus = 77;

// Of a failure's message, so that a reason stays readable.
constexpr std::size_t kReasonLines = 8;
constexpr std::size_t kReasonBytes = 1000;

Verdict failed(std::string reason)
{
	return {Outcome::fail, std::move(reason), {}};
}

std::string first_failure(const CaseEvents &events)
{
	std::string text = first_lines(events.failures.front(), kReasonLines, kReasonBytes);
	if (events.failures.size() > 1)
		text += fmt::format("\n(and {} more)", events.failures.size() - 1);
	return text;
}

Verdict of_success(const CaseEvents &events)
{
	if (!events.failures.empty())
		return failed(first_failure(events));
	if (!events.end)
		return failed("exited 0 without reporting a result");
	if (*events.end != "pass" && *events.end != "warn")
		return failed(fmt::format("exited 0 and reported {}", *events.end));
	if (!events.warnings.empty())
		return {Outcome::warn, fmt::format("{}", fmt::join(events.warnings, "\n")), {}};
	if (*events.end == "warn")
		return {Outcome::warn, "warned without saying why", {}};
	return {Outcome::pass, {}, {}};
}

Verdict of_skip(const CaseEvents &events)
{
	if (!events.failures.empty())
		return failed(first_failure(events));
	if (events.end != "skip")
		return failed(fmt::format("exited {} without reporting a skip", kSkipStatus));
	if (events.skip_reasons.empty())
		return failed("skipped without saying why");
	return {Outcome::skip, fmt::format("{}", fmt::join(events.skip_reasons, "\n")), {}};
}

Verdict of_exit(int status, const CaseEvents &events)
{
	if ((status == 0 || status == kSkipStatus) && events.undecodable)
		return failed(fmt::format("its event stream has {} that cannot be decoded",
			events.undecodable == 1 ? "a line"
						: fmt::format("{} lines", events.undecodable)));
	if (status == 0)
		return of_success(events);
	if (status == kSkipStatus)
		return of_skip(events);
	std::string reason = events.failures.empty() ? "" : first_failure(events);
	if (status == 1)
		return failed(reason.empty() ? "exit status 1 without a reported failure" : reason);
	return {Outcome::crash,
		fmt::format("exit status {}{}{}", status, reason.empty() ? "" : "\n", reason), {}};
}

Verdict of_ending(const Ending &ending, const CaseEvents &events)
{
	switch (ending.kind) {
	case Ending::Kind::exited:
		return of_exit(ending.value, events);
	case Ending::Kind::signaled:
		return {Outcome::crash, "killed by " + describe_signal(ending.value), {}};
	case Ending::Kind::timed_out:
		return {Outcome::timeout,
			fmt::format("ran longer than {} s and was killed", ending.value), {}};
	case Ending::Kind::stopped:
		return {Outcome::incomplete,
			fmt::format("the run was stopped by {}", describe_signal(ending.value)),
			{}};
	case Ending::Kind::not_started:
		return failed("could not be started");
	case Ending::Kind::unknown:
		break;
	}
	return {Outcome::crash, "ended without anybody knowing how", {}};
}

void add_line(std::string &text, std::string_view line)
{
	if (!text.empty())
		text += '\n';
	text += line;
}

std::string few_of(const std::vector<std::string> &names)
{
	constexpr std::size_t few = 5;
	const std::size_t shown = std::min(names.size(), few);
	std::string text = fmt::format("{}",
		fmt::join(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(shown), ", "));
	if (names.size() > shown)
		text += fmt::format(" and {} more", names.size() - shown);
	return text;
}

bool no_harm_so_far(Outcome outcome)
{
	return outcome == Outcome::pass || outcome == Outcome::warn || outcome == Outcome::skip;
}

void add_processes(Verdict &verdict, const CaseFacts &facts)
{
	if (!facts.unkillable.empty()) {
		verdict.outcome = Outcome::timeout;
		add_line(verdict.reason, "cannot be killed: " + few_of(facts.unkillable));
	}
	if (facts.left_behind.empty())
		return;
	if (no_harm_so_far(verdict.outcome)) {
		verdict.outcome = Outcome::fail;
		verdict.reason.clear();
	}
	add_line(verdict.reason, "left processes behind: " + few_of(facts.left_behind));
}

// A case that claims that the kernel reports something has failed when it doesn't.
void add_announcements(Verdict &verdict, const CaseFacts &facts)
{
	if (verdict.outcome != Outcome::pass && verdict.outcome != Outcome::warn)
		return;
	const Announcements announcements = check_announcements(facts, verdict.reports);
	if (!announcements.broken.empty())
		verdict = {.outcome = Outcome::fail,
			.reason = announcements.broken,
			.reports = std::move(verdict.reports)};
	else if (!announcements.unseen.empty())
		verdict = {.outcome = Outcome::skip,
			.reason = announcements.unseen,
			.reports = std::move(verdict.reports)};
}

void add_kernel(Verdict &verdict, const KernelFacts &kernel)
{
	const std::string complaint = kernel_complaint(kernel, verdict.reports);
	if (complaint.empty())
		return;
	if (no_harm_so_far(verdict.outcome))
		verdict.outcome = Outcome::dmesg_warn;
	else if (verdict.outcome == Outcome::fail)
		verdict.outcome = Outcome::dmesg_fail;
	add_line(verdict.reason, complaint);
}

} // namespace

Ending ending_of(int wait_status)
{
	if (WIFEXITED(wait_status))
		return {Ending::Kind::exited, WEXITSTATUS(wait_status), {}};
	return {Ending::Kind::signaled, WTERMSIG(wait_status),
		WCOREDUMP(wait_status) ? "core dumped" : ""};
}

Verdict judge(const CaseFacts &facts, HarmlessList harmless)
{
	Verdict verdict = of_ending(facts.ending, facts.events);
	verdict.reports = classify(facts.kernel.log);
	excuse_reports(verdict.reports, facts.kernel.log, facts.events.announced, harmless);
	add_announcements(verdict, facts);
	if (!facts.ending.detail.empty())
		add_line(verdict.reason, facts.ending.detail);
	add_processes(verdict, facts);
	add_kernel(verdict, facts.kernel);
	verdict.notes = facts.notes;
	for (const std::string &note : kernel_notes(facts.kernel, verdict.reports))
		verdict.notes.push_back(note);
	verdict.taint = unexplained_taint(facts.kernel, verdict.reports);
	verdict.lockdep_lost = facts.kernel.lockdep_off;
	if (facts.kernel.lockdep_was_off)
		verdict.unwatched.emplace_back("lockdep");
	return verdict;
}

bool Verdict::counts_against_run() const
{
	if (!expected)
		return is_unexpected(outcome);
	if (expected->sometimes && outcome == Outcome::pass)
		return false;
	if (expected->any_failure && is_unexpected(outcome))
		return false;
	return outcome != expected->outcome && outcome != Outcome::skip &&
		outcome != Outcome::notrun;
}

} // namespace cf
