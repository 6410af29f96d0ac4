// SPDX-License-Identifier: MIT
#include "trace/trace_name.h"

#include <algorithm>
#include <filesystem>
#include <functional>
#include <string_view>

#include <fmt/format.h>

namespace cf
{

namespace
{

// Leaves room for a number, an ending and that of a file in the making below NAME_MAX.
constexpr std::size_t kLongest = 220;

bool is_safe(char letter)
{
	return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
		(letter >= '0' && letter <= '9') ||
		std::string_view("@_-+,=").find(letter) != std::string_view::npos;
}

} // namespace

std::string free_trace_name(const std::string &directory, const std::string &id)
{
	std::string safe = id.substr(0, kLongest);
	std::ranges::replace_if(safe, std::not_fn(is_safe), '_');
	std::string name = safe;
	for (int number = 2; std::filesystem::exists(fmt::format("{}/{}.trace", directory, name));
		++number)
		name = fmt::format("{}.{}", safe, number);
	return name;
}

} // namespace cf
