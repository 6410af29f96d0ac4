// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

// How a case is kept apart from the others.

namespace cf
{

enum class Isolation {
	fork, // in a fork of its program, which was started once
	exec, // in a process of its own, started for it
};

constexpr std::string_view name_of(Isolation isolation)
{
	return isolation == Isolation::fork ? "fork" : "exec";
}

constexpr std::optional<Isolation> isolation_named(std::string_view name)
{
	for (const Isolation isolation : {Isolation::fork, Isolation::exec})
		if (name == name_of(isolation))
			return isolation;
	return std::nullopt;
}

} // namespace cf
