// SPDX-License-Identifier: MIT
#include "catalog/listing.h"

#include <cctype>
#include <optional>

#include <fmt/format.h>

// GoogleTest prints a suite as "Instance/Suite." and each case under it as
// "  case/parameter  # GetParam() = …".

namespace cf
{

namespace
{

std::string id_part(std::string_view name)
{
	std::string part;
	for (const char c : name) {
		const auto byte = static_cast<unsigned char>(c);
		part += std::isalnum(byte) ? static_cast<char>(std::tolower(byte)) : '_';
	}
	return part;
}

bool disabled(std::string_view suite, std::string_view name)
{
	return suite.starts_with("DISABLED_") || suite.find("/DISABLED_") != suite.npos ||
		name.starts_with("DISABLED_");
}

TestCase case_of(std::string_view suite, std::string_view name, const std::string &program_name)
{
	const std::size_t slash = name.find('/');
	std::string id = program_name + "@" + id_part(name.substr(0, slash));
	if (slash != name.npos)
		id += "@" + id_part(name.substr(slash + 1));
	return {.id = id, .gtest_name = fmt::format("{}{}", suite, name)};
}

std::string_view without_comment(std::string_view line)
{
	line = line.substr(0, line.find("  #"));
	while (line.ends_with(' ') || line.ends_with('\r'))
		line.remove_suffix(1);
	return line;
}

} // namespace

std::vector<TestCase> parse_gtest_listing(std::string_view output, const std::string &program_name)
{
	std::vector<TestCase> cases;
	std::string_view suite;
	while (!output.empty()) {
		const std::size_t end = std::min(output.find('\n'), output.size());
		const std::string_view line = output.substr(0, end);
		output.remove_prefix(std::min(end + 1, output.size()));
		// Printed by the main() of GoogleTest's own library.
		if (line.empty() || line.starts_with("Running main() from "))
			continue;
		const bool is_case = line.starts_with("  ");
		const std::string_view name = without_comment(is_case ? line.substr(2) : line);
		if (is_case ? suite.empty() || name.empty() : !name.ends_with('.'))
			throw ListingError(fmt::format("cannot decode the line '{:.200}'", line));
		if (!is_case)
			suite = name;
		else if (!disabled(suite, name))
			cases.push_back(case_of(suite, name, program_name));
	}
	return cases;
}

} // namespace cf
