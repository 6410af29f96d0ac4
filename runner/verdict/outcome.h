// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>
#include <string_view>

// What became of a case, in the words that piglit knows.

namespace cf
{

enum class Outcome {
	pass,
	warn,
	dmesg_warn,
	fail,
	dmesg_fail,
	timeout,
	crash,
	incomplete,
	skip,
	notrun,
};

inline constexpr std::array kAllOutcomes{Outcome::pass, Outcome::warn, Outcome::dmesg_warn,
	Outcome::fail, Outcome::dmesg_fail, Outcome::timeout, Outcome::crash, Outcome::incomplete,
	Outcome::skip, Outcome::notrun};

// "dmesg-warn"
std::string_view name_of(Outcome outcome);

std::optional<Outcome> outcome_named(std::string_view name);

// True for what somebody has to look at: everything but pass, warn, skip, notrun.
bool is_unexpected(Outcome outcome);

} // namespace cf
