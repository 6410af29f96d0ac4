// SPDX-License-Identifier: MIT
#include "catalog/listing.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace cf
{

namespace
{

bool well_formed(const std::string &id, const std::string &program_name)
{
	const std::string start = program_name + "@";
	if (!id.starts_with(start) || id.size() == start.size() || id.ends_with('@') ||
		id.find("@@") != std::string::npos)
		return false;
	return std::ranges::all_of(id, [](char c) {
		return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '@';
	});
}

TestCase parse_case(std::string_view line, const std::string &program_name)
{
	TestCase test;
	try {
		const auto object = nlohmann::json::parse(line);
		test.id = object.at("id");
		test.labels = object.value("labels", std::vector<std::string>{});
		test.roles = object.value("roles", std::vector<std::string>{});
		test.locks = object.value("locks", std::vector<std::string>{});
	} catch (const nlohmann::json::exception &) {
		throw ListingError(fmt::format("cannot decode the line '{:.200}'", line));
	}
	if (!well_formed(test.id, program_name))
		throw ListingError(fmt::format("'{}' is no id of this program", test.id));
	return test;
}

void refuse_doubles(const std::vector<TestCase> &cases)
{
	std::set<std::string_view> seen;
	for (const TestCase &test : cases)
		if (!seen.insert(test.id).second)
			throw ListingError(fmt::format("two cases are called {}", test.id));
}

} // namespace

std::vector<TestCase> parse_listing(std::string_view output, const std::string &program_name)
{
	std::vector<TestCase> cases;
	if (!output.empty() && output.front() != '{')
		cases = parse_gtest_listing(output, program_name);
	while (!output.empty() && output.front() == '{') {
		const std::size_t end = std::min(output.find('\n'), output.size());
		cases.push_back(parse_case(output.substr(0, end), program_name));
		output.remove_prefix(std::min(end + 1, output.size()));
		if (!output.empty() && output.front() != '{')
			throw ListingError(fmt::format("cannot decode the line '{:.200}'",
				output.substr(0, output.find('\n'))));
	}
	refuse_doubles(cases);
	return cases;
}

} // namespace cf
