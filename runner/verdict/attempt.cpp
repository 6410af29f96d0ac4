// SPDX-License-Identifier: MIT
#include "verdict/attempt.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <utility>
#include <vector>

#include <fmt/format.h>

namespace cf
{

namespace
{

constexpr std::array kKinds{std::pair{AttemptKind::first, std::string_view{"first"}},
	std::pair{AttemptKind::repeat, std::string_view{"repeat"}},
	std::pair{AttemptKind::retry, std::string_view{"retry"}}};

} // namespace

std::string_view name_of(AttemptKind kind)
{
	return std::ranges::find(kKinds, kind, &std::pair<AttemptKind, std::string_view>::first)
		->second;
}

std::optional<AttemptKind> attempt_kind_named(std::string_view name)
{
	for (const auto &[kind, word] : kKinds)
		if (word == name)
			return kind;
	return std::nullopt;
}

Decision decide(std::span<const AttemptSummary> attempts)
{
	std::vector<std::size_t> told;
	for (std::size_t i = 0; i < attempts.size(); ++i)
		if (!attempts[i].interrupted)
			told.push_back(i);
	if (told.empty())
		told.push_back(attempts.size() - 1);
	std::vector<std::size_t> bad;
	std::ranges::copy_if(told, std::back_inserter(bad),
		[&](std::size_t i) { return attempts[i].counts_against_run; });
	if (bad.empty()) {
		// A warning in one of many good runs is still worth a look.
		const auto warned = std::ranges::find_if(
			told, [&](std::size_t i) { return attempts[i].outcome == Outcome::warn; });
		const std::size_t deciding = warned == told.end() ? told.back() : *warned;
		return {deciding, attempts[deciding].outcome, attempts[deciding].reason};
	}
	const AttemptSummary &first = attempts[bad.front()];
	Decision decision{bad.front(), first.outcome, first.reason};
	if (bad.size() == told.size())
		return decision;
	decision.flaky = std::ranges::any_of(told, [&](std::size_t i) {
		return attempts[i].kind == AttemptKind::retry && !attempts[i].counts_against_run;
	});
	decision.reason =
		fmt::format("{}{} in {} of {} attempts: {}", decision.flaky ? "flaky: " : "",
			name_of(first.outcome), bad.size(), told.size(), first.reason);
	if (decision.flaky)
		decision.outcome = Outcome::warn;
	return decision;
}

} // namespace cf
