// SPDX-License-Identifier: MIT
#include "report/html/page.h"

#include <set>

#include <gtest/gtest.h>
#include <re2/re2.h>

namespace cf
{
namespace
{

// Every outcome, each for a pair, with whatever a card can show.
ResultSet sample()
{
	ResultSet set{.parts = {{.path = "out", .kernel = "Linux box 7.2.1", .end = 100}},
		.devices = {{.role = "vgem", .exports = true, .imports = true}, {.role = "none"}}};
	for (const Outcome outcome : kAllOutcomes) {
		const std::string name(name_of(outcome));
		TestEntry test{.id = "a@b@" + name + "@vgem_to_vgem",
			.outcome = outcome,
			.reason = "<b>" + name,
			.start = static_cast<double>(set.tests.size() + 1),
			.end = static_cast<double>(set.tests.size() + 2),
			.command = "crossfence run x",
			.isolation = "fork",
			.out = "<script>",
			.roles = {"vgem"},
			.notes = {"<note>"},
			.kernel_log = {{.level = 4, .text = "<log>"}},
			.kernel_reports = {{"warn", "<title>", "<function>", "<excuse>"}},
			.metrics = {{"m", "ns", std::vector<double>(50, 7.0)}, {"few", "", {1}}}};
		test.attempts = {{.outcome = Outcome::fail, .reason = "<once>"}};
		set.tests.push_back(std::move(test));
	}
	return set;
}

std::multiset<std::string> all_of(const std::string &page, const char *pattern)
{
	std::multiset<std::string> found;
	std::string group;
	for (re2::StringPiece rest(page); RE2::FindAndConsume(&rest, pattern, &group);)
		found.insert(group);
	return found;
}

TEST(Page, has_a_place_for_every_link_and_one_only)
{
	const std::string page = html_page(sample());
	const auto places = all_of(page, R"re( id="([^"]*)")re");
	for (const std::string &link : all_of(page, R"re(href="#([^"]*)")re"))
		EXPECT_EQ(places.count(link), 1U) << link;
	for (const std::string &place : places)
		EXPECT_EQ(places.count(place), 1U) << place;
}

TEST(Page, has_every_test_and_its_text_as_text)
{
	const std::string page = html_page(sample());
	for (const TestEntry &test : sample().tests)
		EXPECT_NE(page.find(test.id), std::string::npos) << test.id;
	EXPECT_NE(page.find("&lt;script&gt;"), std::string::npos);
	EXPECT_EQ(page.find("<log>"), std::string::npos);
	EXPECT_EQ(page.find("<once>"), std::string::npos);
	EXPECT_EQ(page.find("<note>"), std::string::npos);
	EXPECT_EQ(page.find("<function>"), std::string::npos);
	EXPECT_EQ(page.find("<excuse>"), std::string::npos);
	EXPECT_EQ(all_of(page, "(<script)").size(), 1U);
}

TEST(Page, stays_small_when_everything_fails_loudly)
{
	ResultSet set{.parts = {{}}};
	for (int i = 0; i < 2000; ++i)
		set.tests.push_back({.id = "a@b@c" + std::to_string(i),
			.outcome = Outcome::fail,
			.out = std::string(100'000, 'x')});
	EXPECT_LT(html_page(set).size(), 8'000'000U);
}

TEST(Page, draws_whatever_was_measured)
{
	for (const double odd : {1e300, -1e300, 0.0}) {
		std::vector<double> values(50, 7.0);
		values.push_back(odd);
		const ResultSet set{.parts = {{}},
			.tests = {{.id = "a@b@c", .metrics = {{"m", "ns", values}}}}};
		const std::string page = html_page(set);
		EXPECT_EQ(page.find("nan"), std::string::npos) << odd;
		EXPECT_EQ(page.find("inf "), std::string::npos) << odd;
	}
}

TEST(Page, draws_a_path_with_its_floor_and_what_has_sizes_by_size)
{
	const std::vector<double> values(50, 7.0);
	TestEntry test{.id = "a@b@c",
		.metrics = {{.name = "ground", .unit = "ns", .values = values},
			{.name = "wake", .unit = "ns", .values = values, .floor = "ground"}}};
	for (const double size : {1.0, 10.0, 100.0, 1e300})
		test.metrics.push_back({.name = "add",
			.unit = "ns",
			.values = std::vector<double>(50, 7 * size),
			.size = size});
	const std::string page = html_page({.parts = {{}}, .tests = {test}});
	EXPECT_EQ(all_of(page, "(<figure)").size(), 2U);
	EXPECT_EQ(all_of(page, R"re((<polyline class="floor"))re").size(), 1U);
	EXPECT_EQ(all_of(page, "n<sup>([0-9.]+)</sup>"), std::multiset<std::string>{"1.00"});
	EXPECT_EQ(all_of(page, "(<circle)").size(), 4U);
	EXPECT_EQ(all_of(page, R"re(points="[^"]*(nan|inf))re").size(), 0U);
}

TEST(Page, has_kernel_reports_with_their_test_and_in_the_log)
{
	ResultSet set = sample();
	const std::string item = "<b>warn</b> &lt;title&gt; in &lt;function&gt; "
				 "<span class=\"excuse\">does not count: &lt;excuse&gt;</span>";
	EXPECT_EQ(all_of(html_page(set), ("(" + item + ")").c_str()).size(), 2 * set.tests.size());
	set.tests.clear();
	set.parts[0].kernel_reports = {{"kasan", "bug", "", ""}};
	const std::string page = html_page(set);
	EXPECT_NE(page.find("Reports that belong to no test"), std::string::npos);
	EXPECT_NE(page.find("1 kernel reports belong to no test"), std::string::npos);
}

TEST(Page, says_so_when_there_is_nothing)
{
	EXPECT_NE(html_page({}).find("No test has a result"), std::string::npos);
}

} // namespace
} // namespace cf
