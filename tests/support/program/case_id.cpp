// SPDX-License-Identifier: MIT
#include "support/program/case_id.h"

#include <stdexcept>

#include <fmt/format.h>

namespace cf
{
namespace
{

bool is_legal_part(std::string_view part)
{
	constexpr std::string_view kLegal = "abcdefghijklmnopqrstuvwxyz0123456789_";
	return !part.empty() && part.find_first_not_of(kLegal) == std::string_view::npos;
}

} // namespace

std::string case_id(std::string_view program, std::string_view test_name)
{
	const std::size_t slash = test_name.find('/');
	const std::string_view name = test_name.substr(0, slash);
	if (!is_legal_part(name))
		throw std::invalid_argument(fmt::format(
			"{}: case name \"{}\" is not all of a-z, 0-9 and _", program, test_name));
	if (slash == std::string_view::npos)
		return fmt::format("{}@{}", program, name);
	const std::string_view parameter = test_name.substr(slash + 1);
	if (!is_legal_part(parameter))
		throw std::invalid_argument(
			fmt::format("{}: parameter of \"{}\" is not all of a-z, 0-9 and _", program,
				test_name));
	return fmt::format("{}@{}@{}", program, name, parameter);
}

} // namespace cf
