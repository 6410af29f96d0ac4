// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string_view>

// When a run has the kernel look for memory that it has forgotten.

namespace cf
{

enum class LeakSearch {
	never,
	each, // behind each case, whose it then is
	once, // when the last case has ended
};

constexpr std::string_view name_of(LeakSearch search)
{
	switch (search) {
	case LeakSearch::never:
		return "never";
	case LeakSearch::each:
		return "each";
	case LeakSearch::once:
		break;
	}
	return "once";
}

constexpr std::optional<LeakSearch> leak_search_named(std::string_view name)
{
	for (const LeakSearch search : {LeakSearch::never, LeakSearch::each, LeakSearch::once})
		if (name == name_of(search))
			return search;
	return std::nullopt;
}

} // namespace cf
