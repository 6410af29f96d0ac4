// SPDX-License-Identifier: MIT
#include "text/regex_size.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace cf
{

namespace
{

// In atoms. Compiling takes time with more than the square of it: 8,000 take ten seconds.
constexpr std::uint64_t kLargest = 1'000;

// What is behind the bracket expression that begins at `at`.
std::size_t skip_bracket(std::string_view pattern, std::size_t at)
{
	at += pattern.substr(at + 1).starts_with('^') ? 2 : 1;
	const std::size_t close = pattern.find(']', at + 1); // a first ']' is itself
	return close == pattern.npos ? pattern.size() : close + 1;
}

// Where the next piece begins.
std::size_t behind(std::string_view pattern, std::size_t at)
{
	if (pattern[at] == '[')
		return skip_bracket(pattern, at);
	if (pattern[at] == '{')
		return std::min(pattern.find('}', at), pattern.size() - 1) + 1;
	return at + (pattern[at] == '\\' ? 2 : 1);
}

// The greatest number in "{3,7}", which begins at `at`.
std::uint64_t greatest_count(std::string_view pattern, std::size_t at)
{
	std::uint64_t greatest = 1;
	std::uint64_t number = 0;
	for (const char c : pattern.substr(at + 1)) {
		if (c == '}')
			break;
		number = c >= '0' && c <= '9' ? std::min(10 * number + (c - '0'), kLargest) : 0;
		greatest = std::max(greatest, number);
	}
	return greatest;
}

} // namespace

bool is_small_regex(std::string_view pattern)
{
	struct Group {
		std::uint64_t size = 0; // without the last atom
		std::uint64_t last = 0;
	};
	std::vector<Group> groups(1);
	for (std::size_t at = 0; at < pattern.size();) {
		Group &group = groups.back();
		const char c = pattern[at];
		if (c == '+') {
			group.last *= 2;
		} else if (c == '{') {
			group.last *= greatest_count(pattern, at);
		} else if (c == '(') {
			groups.emplace_back();
		} else if (c == ')' && groups.size() > 1) {
			const std::uint64_t inner = group.size + group.last;
			groups.pop_back();
			groups.back().size += groups.back().last;
			groups.back().last = std::max<std::uint64_t>(inner, 1);
		} else if (c != '*' && c != '?') {
			group.size += group.last;
			group.last = 1;
		}
		if (groups.back().size + groups.back().last >= kLargest)
			return false;
		at = behind(pattern, at);
	}
	return true;
}

} // namespace cf
