// SPDX-License-Identifier: MIT
#include "catalog/catalog.h"

#include <algorithm>
#include <filesystem>

#include <unistd.h>

#include <fmt/format.h>

#include "catalog/listing.h"
#include "text/usage_error.h"

namespace cf
{

namespace
{

namespace fs = std::filesystem;

bool is_name(const std::string &name)
{
	return !name.empty() && std::ranges::all_of(name, [](char c) {
		return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
	});
}

} // namespace

std::vector<Program> find_programs(const std::string &testdir, const FilterList &filters)
{
	std::vector<Program> programs;
	std::error_code error;
	bool any = false;
	for (const auto &folder : fs::directory_iterator(testdir, error)) {
		const std::string folder_name = folder.path().filename();
		if (!folder.is_directory() || !is_name(folder_name) || folder_name == "support")
			continue;
		for (const auto &file : fs::directory_iterator(folder)) {
			const std::string name = file.path().filename();
			if (!is_name(name) || !file.is_regular_file() ||
				::access(file.path().c_str(), X_OK) != 0)
				continue;
			any = true;
			Program program{file.path(), folder_name + "@" + name};
			if (filters.may_match_program(program.name))
				programs.push_back(std::move(program));
		}
	}
	if (error)
		throw UsageError(fmt::format("cannot read the test directory {}: {}; give it with "
					     "--tests DIR",
			testdir, error.message()));
	if (!any)
		throw UsageError(fmt::format(
			"no test programs in {}; build them or give --tests DIR", testdir));
	std::ranges::sort(programs, {}, &Program::name);
	return programs;
}

Command listing_command(const Program &program)
{
	return {program.path, "--list", "--gtest_list_tests"};
}

void add_listing(Catalog &catalog, const Program &program, const Answer &answer)
{
	catalog.programs.push_back(program);
	if (!answer.trouble.empty()) {
		catalog.troubles.push_back({program.name, describe_trouble(answer)});
		return;
	}
	try {
		for (TestCase &test : parse_listing(answer.out, program.name)) {
			test.program = catalog.programs.size() - 1;
			catalog.cases.push_back(std::move(test));
		}
	} catch (const ListingError &error) {
		catalog.troubles.push_back({program.name, error.what()});
	}
}

} // namespace cf
