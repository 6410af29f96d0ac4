// SPDX-License-Identifier: MIT
#include "verdict/outcome.h"

namespace cf
{

std::string_view name_of(Outcome outcome)
{
	constexpr std::array<std::string_view, kAllOutcomes.size()> names{"pass", "warn",
		"dmesg-warn", "fail", "dmesg-fail", "timeout", "crash", "incomplete", "skip",
		"notrun"};
	return names[static_cast<std::size_t>(outcome)];
}

std::optional<Outcome> outcome_named(std::string_view name)
{
	for (const Outcome outcome : kAllOutcomes)
		if (name_of(outcome) == name)
			return outcome;
	return std::nullopt;
}

bool is_unexpected(Outcome outcome)
{
	switch (outcome) {
	case Outcome::pass:
	case Outcome::warn:
	case Outcome::skip:
	case Outcome::notrun:
		return false;
	default:
		return true;
	}
}

} // namespace cf
