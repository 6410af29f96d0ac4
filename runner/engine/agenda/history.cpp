// SPDX-License-Identifier: MIT
#include "engine/agenda/history.h"

#include <algorithm>
#include <iterator>

namespace cf
{

namespace
{

std::vector<AttemptSummary> summaries_of(const std::vector<EndedAttempt> &attempts)
{
	std::vector<AttemptSummary> summaries;
	std::ranges::transform(attempts, std::back_inserter(summaries), summary_of);
	return summaries;
}

// Of the attempt that decides, with what all of them say together.
CaseResult decided(const std::vector<EndedAttempt> &attempts)
{
	const Decision decision = decide(summaries_of(attempts));
	CaseResult result = attempts[decision.deciding].result;
	result.verdict.outcome = decision.outcome;
	result.verdict.reason = decision.reason;
	if (decision.flaky)
		result.verdict.expected.reset();
	return result;
}

} // namespace

AttemptSummary summary_of(const EndedAttempt &attempt)
{
	const Verdict &verdict = attempt.result.verdict;
	return {attempt.kind, verdict.outcome, verdict.reason, verdict.counts_against_run(),
		attempt.result.interrupted};
}

void History::add(std::size_t number, EndedAttempt attempt)
{
	attempts_[number].push_back(std::move(attempt));
}

const std::vector<EndedAttempt> *History::attempts_of(std::size_t number) const
{
	const auto found = attempts_.find(number);
	return found == attempts_.end() ? nullptr : &found->second;
}

std::size_t History::rounds_of(std::size_t number) const
{
	const auto *attempts = attempts_of(number);
	if (!attempts)
		return 0;
	return static_cast<std::size_t>(std::ranges::count_if(*attempts, [](const auto &attempt) {
		return attempt.kind != AttemptKind::retry && !attempt.result.interrupted;
	}));
}

std::size_t History::retries_of(std::size_t number) const
{
	const auto *attempts = attempts_of(number);
	return attempts ? static_cast<std::size_t>(std::ranges::count(
				  *attempts, AttemptKind::retry, &EndedAttempt::kind))
			: 0;
}

bool History::worth_a_retry(std::size_t number) const
{
	const auto *attempts = attempts_of(number);
	if (!attempts)
		return false;
	const CaseResult result = decided(*attempts);
	return result.verdict.counts_against_run() &&
		result.verdict.outcome != Outcome::incomplete && !result.isolation.empty();
}

std::vector<ReportedCase> History::results(const RunPlan &plan, const RunInfo &info) const
{
	std::vector<ReportedCase> results;
	for (const auto &[number, attempts] : attempts_) {
		const std::string &id = plan.cases[number].test.id;
		results.push_back({id, decided(attempts), info.reproduce(id)});
	}
	return results;
}

} // namespace cf
