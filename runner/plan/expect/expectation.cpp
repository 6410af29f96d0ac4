// SPDX-License-Identifier: MIT
#include "plan/expect/expectation.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/text_file.h"
#include "plan/expect/line_file.h"
#include "plan/expect/toml_file.h"
#include "text/usage_error.h"

namespace cf
{

bool Where::holds_on(const Machine &machine) const
{
	if ((from && machine.kernel < *from) || (before && machine.kernel >= *before))
		return false;
	return boards.empty() || std::ranges::any_of(boards, [&](const std::string &glob) {
		return machine.is_board(glob);
	});
}

bool Where::holds_for(const Machine &machine, std::string_view id) const
{
	return holds_on(machine) &&
		(drivers.empty() || std::ranges::any_of(drivers, [&](const std::string &driver) {
			return machine.has_driver(driver, id);
		}));
}

bool Where::holds_everywhere(const Machine &machine) const
{
	return holds_on(machine) &&
		(drivers.empty() || std::ranges::any_of(drivers, [&](const std::string &driver) {
			return machine.has_driver(driver);
		}));
}

bool Expectation::holds_for(const Machine &machine, const std::string &id) const
{
	return std::ranges::any_of(ids, [&](const Filter &filter) { return filter.matches(id); }) &&
		where.holds_for(machine, id);
}

ExpectationFile read_expectation_file(const std::string &path)
{
	const Result<std::string> text = try_read_text(path);
	if (!text.ok())
		throw UsageError(
			fmt::format("expectation file {}: {}", path, text.failure().error.name()));
	if (const auto kind = line_file_kind(path))
		return parse_line_file(text.value(), path, *kind);
	return parse_toml_file(text.value(), path);
}

} // namespace cf
