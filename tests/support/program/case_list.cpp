// SPDX-License-Identifier: MIT
#include "support/program/case_list.h"

#include <map>
#include <set>
#include <stdexcept>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "support/labels.h"
#include "support/parameter/roles_of.h"
#include "support/program/case_id.h"
#include "support/program/case_locks.h"

namespace cf
{
namespace
{

// What gtest puts in the place of a parametrised suite whose lists are all empty.
void reject_stand_in(const testing::TestInfo &info)
{
	if (std::string_view{info.test_suite_name()} != "GoogleTestVerification")
		return;
	std::string suite = info.name();
	suite = suite.substr(suite.find('<') + 1);
	suite.pop_back();
	throw std::invalid_argument(
		fmt::format("suite {0} has no cases here; if a machine may have none, say so with "
			    "GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST({0});",
			suite));
}

// "Instance/Suite" -> "Suite", "case/parameter" -> "case": the names in the test file.
std::string declared_suite(const testing::TestInfo &info)
{
	const std::string suite = info.test_suite_name();
	return suite.substr(suite.rfind('/') + 1);
}

std::string declared_name(const testing::TestInfo &info)
{
	const std::string name = info.name();
	return name.substr(0, name.find('/'));
}

std::string parameter_of(const testing::TestInfo &info)
{
	const std::string name = info.name();
	const std::size_t slash = name.find('/');
	return slash == std::string::npos ? "" : name.substr(slash + 1);
}

std::vector<const testing::TestInfo *> all_tests()
{
	std::vector<const testing::TestInfo *> found;
	const testing::UnitTest &program = *testing::UnitTest::GetInstance();
	for (int i = 0; i < program.total_test_suite_count(); ++i) {
		const testing::TestSuite &suite = *program.GetTestSuite(i);
		for (int j = 0; j < suite.total_test_count(); ++j)
			found.push_back(suite.GetTestInfo(j));
	}
	return found;
}

// Suite -> its case names. A suite without cases on this machine is not among them.
using Names = std::map<std::string, std::set<std::string>>;

void reject_unknown_names(const Names &known)
{
	for (const auto &[suite, names] : known) {
		for (const std::string &labelled : labelled_cases(suite)) {
			if (names.count(labelled) == 0)
				throw std::invalid_argument(fmt::format(
					"a label is declared for {}.{}, which does not exist",
					suite, labelled));
		}
	}
}

} // namespace

std::vector<Case> list_cases(const std::string &program)
{
	std::vector<Case> cases;
	std::set<std::string> ids;
	Names known;
	for (const testing::TestInfo *info : all_tests()) {
		reject_stand_in(*info);
		const std::string suite = declared_suite(*info);
		const std::string name = declared_name(*info);
		known[suite].insert(name);
		Case found{case_id(program, info->name()),
			fmt::format("{}.{}", info->test_suite_name(), info->name()),
			labels_of(suite, name), roles_of_parameter(parameter_of(*info)), {}};
		found.locks = locks_of(found.labels, found.roles, catalogue());
		if (!ids.insert(found.id).second)
			throw std::invalid_argument("two cases have the id " + found.id);
		cases.push_back(std::move(found));
	}
	reject_unknown_names(known);
	return cases;
}

std::string listing(const std::vector<Case> &cases)
{
	std::string lines;
	for (const Case &one : cases) {
		nlohmann::json object{{"id", one.id}};
		if (!one.labels.empty())
			object["labels"] = one.labels;
		if (!one.roles.empty())
			object["roles"] = one.roles;
		if (!one.locks.empty())
			object["locks"] = one.locks;
		lines += object.dump() + "\n";
	}
	return lines;
}

std::string filter_for(const std::vector<Case> &cases, const std::string &id)
{
	for (const Case &one : cases) {
		if (one.id == id)
			return one.gtest_name;
	}
	return "";
}

} // namespace cf
