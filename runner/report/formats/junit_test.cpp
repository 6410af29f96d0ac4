// SPDX-License-Identifier: MIT
#include <gtest/gtest.h>
#include <pugixml.hpp>

#include "report/formats/formats.h"

namespace cf
{
namespace
{

pugi::xml_document parsed(std::vector<TestEntry> tests)
{
	pugi::xml_document document;
	const ResultSet set{.parts = {{.start = 86400}}, .tests = std::move(tests)};
	EXPECT_TRUE(document.load_string(junit_report(set).c_str()));
	return document;
}

// Which element says what became of the test; "" for none.
std::string element_of(TestEntry test)
{
	test.id = "a@b@c";
	const auto document = parsed({std::move(test)});
	for (const char *name : {"failure", "error", "skipped"})
		if (document.select_node((std::string("//testcase/") + name).c_str()))
			return name;
	return "";
}

TEST(Junit, sorts_tests_into_suites_and_counts_them)
{
	const auto document = parsed({{.id = "a@b@c@x", .outcome = Outcome::pass, .end = 1.5},
		{.id = "a@b@d", .outcome = Outcome::fail},
		{.id = "e@f@g", .outcome = Outcome::skip}});
	const pugi::xml_node suite = document.child("testsuites").child("testsuite");
	EXPECT_STREQ(suite.attribute("name").value(), "a@b");
	EXPECT_STREQ(suite.attribute("timestamp").value(), "1970-01-02T00:00:00");
	EXPECT_EQ(suite.attribute("tests").as_int(), 2);
	EXPECT_EQ(suite.attribute("failures").as_int(), 1);
	EXPECT_EQ(document.child("testsuites").attribute("skipped").as_int(), 1);
	const pugi::xml_node test = suite.child("testcase");
	EXPECT_STREQ(test.attribute("classname").value(), "a.b");
	EXPECT_STREQ(test.attribute("name").value(), "c@x");
	EXPECT_STREQ(test.attribute("time").value(), "1.500");
}

TEST(Junit, has_an_element_for_each_kind_of_result)
{
	const Foreseen met{.met = true};
	EXPECT_EQ(element_of({.outcome = Outcome::pass}), "");
	EXPECT_EQ(element_of({.outcome = Outcome::warn}), "");
	EXPECT_EQ(element_of({.outcome = Outcome::fail}), "failure");
	EXPECT_EQ(element_of({.outcome = Outcome::dmesg_warn}), "failure");
	EXPECT_EQ(element_of({.outcome = Outcome::crash}), "error");
	EXPECT_EQ(element_of({.outcome = Outcome::incomplete}), "error");
	EXPECT_EQ(element_of({.outcome = Outcome::notrun}), "skipped");
	EXPECT_EQ(element_of({.outcome = Outcome::fail, .expected = met}), "skipped");
	EXPECT_EQ(element_of({.outcome = Outcome::pass, .expected = Foreseen{}}), "failure");
}

TEST(Junit, names_the_file_from_the_root_of_a_checkout)
{
	const auto file = [](const char *reason) {
		const auto document =
			parsed({{.id = "a@b@c", .outcome = Outcome::fail, .reason = reason}});
		return std::string(
			document.select_node("//testcase").node().attribute("file").value());
	};
	EXPECT_EQ(file("../../x/tests/import/content_test.cpp:33: bad"),
		"tests/import/content_test.cpp");
	EXPECT_EQ(file("killed by SIGSEGV"), "");
	EXPECT_EQ(file("the tests/ are: gone"), "");
}

TEST(Junit, has_the_kernels_reports_as_errors)
{
	const std::vector<KernelReportEntry> reports{{"warn", "W", "f", "noisy"}};
	pugi::xml_document document;
	const ResultSet set{.parts = {{.kernel_reports = {{"kasan", "K", "", ""}}}},
		.tests = {{.id = "a@b@c", .outcome = Outcome::pass, .kernel_reports = reports}}};
	ASSERT_TRUE(document.load_string(junit_report(set).c_str()));
	const pugi::xml_node suite = document.child("testsuites").child("testsuite");
	EXPECT_STREQ(suite.child("testcase").child_value("system-err"),
		"warn: W in f (does not count: noisy)\n");
	EXPECT_STREQ(suite.next_sibling().child_value("system-err"), "kasan: K\n");
	EXPECT_STREQ(suite.next_sibling().attribute("tests").value(), "0");
}

TEST(Junit, holds_no_character_that_xml_has_no_place_for)
{
	const TestEntry test{.id = "a@b@c",
		.outcome = Outcome::fail,
		.reason = "\x01 \x1b[31m ]]> \xef\xbf\xbf",
		.out = std::string("nul\0", 4) + std::string(100'000, 'x')};
	const std::string text = junit_report({.parts = {{}}, .tests = {test}});
	EXPECT_LT(text.size(), 20'000U);
	EXPECT_NE(text.find("bytes left out here"), text.npos);
	for (const unsigned char c : text)
		EXPECT_TRUE(c >= 0x20 || c == '\n' || c == '\t') << int(c);
	EXPECT_EQ(text.find("\xef\xbf\xbf"), text.npos);
	EXPECT_EQ(text.find("&#"), text.npos);
}

} // namespace
} // namespace cf
