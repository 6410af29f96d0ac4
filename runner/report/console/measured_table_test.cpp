// SPDX-License-Identifier: MIT
#include "report/console/measured_table.h"

#include <cmath>
#include <sstream>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TestEntry path(const std::string &parameter, double ratio)
{
	return {.id = "l@wake_up@reaches@" + parameter,
		.metrics = {{.name = "eventfd", .unit = "ns", .values = {2000}},
			{.name = "wake",
				.unit = "ns",
				.values = {2000 * ratio, 2000 * ratio},
				.floor = "eventfd"}}};
}

TestEntry work(const std::string &name, double exponent)
{
	TestEntry test{.id = "l@inside@every_size@" + name};
	for (const double size : {1.0, 8.0, 64.0})
		test.metrics.push_back({.name = name,
			.unit = "ns",
			.values = std::vector<double>(3, 100 * std::pow(size, exponent)),
			.size = size});
	return test;
}

TEST(MeasuredTable, has_the_dearest_first_and_what_grows)
{
	std::vector<TestEntry> tests{
		work("array", 1), work("add_fence", 2), path("poll", 1.5), path("epoll", 2.5)};
	tests[2].metrics[1].noise = {"steal"};
	tests.push_back({.outcome = Outcome::skip, .reason = "needs vgem", .labels = {"bench"}});
	tests.push_back({.outcome = Outcome::skip, .reason = "needs more"});
	EXPECT_EQ(measured_table(tests, "out/metrics.csv"),
		"\n"
		"measured                                               n       p50       p99  "
		"ratio  grows\n"
		"  l@inside@every_size\n"
		"    add_fence at 64                                    3  409.6 µs  409.6 µs  "
		"      n^2.00\n"
		"    array at 64                                        3    6.4 µs    6.4 µs  "
		"      n^1.00\n"
		"  l@wake_up@reaches\n"
		"    wake epoll                                         2      5 µs      5 µs  "
		" 2.50\n"
		"    wake poll                                          2      3 µs      3 µs  "
		" 1.50         noisy\n"
		"  ratios are to eventfd, 2 µs in the middle of 2 cases\n"
		"\nnot measured:\n     1  needs vgem\n");
}

TEST(MeasuredTable, keeps_the_most_telling_of_each)
{
	std::vector<TestEntry> tests;
	tests.reserve(104);
	for (int i = 0; i < 100; ++i)
		tests.push_back(path("p" + std::to_string(i), 1 + i / 10.0));
	for (int i = 0; i < 4; ++i)
		tests.push_back(work("w" + std::to_string(i), i));
	const std::string table = measured_table(tests, "out/metrics.csv");
	EXPECT_NE(table.find("wake p99 "), table.npos);
	EXPECT_EQ(table.find("wake p10 "), table.npos);
	EXPECT_NE(table.find("w3 at 64"), table.npos);
	EXPECT_NE(table.find("  the dearest of each; 74 more are in out/metrics.csv\n"), table.npos)
		<< table;
}

TEST(MeasuredTable, fits_a_terminal_whatever_was_measured)
{
	TestEntry odd = path(std::string(90, 'x'), 1e300);
	odd.metrics[1].name = "\x1b[31m";
	odd.metrics[1].noise = {"much"};
	odd.metrics.push_back({.name = "zero", .unit = "", .values = {0}, .floor = "none"});
	odd.metrics.push_back({.name = "none", .unit = "ns", .values = {}});
	const std::string table = measured_table({&odd, 1}, "metrics.csv");
	EXPECT_EQ(table.find('\x1b'), table.npos);
	std::istringstream lines(table);
	for (std::string line; std::getline(lines, line);)
		EXPECT_LE(line.size(), 101U) << line; // bytes; … has three
	EXPECT_EQ(measured_table({}, ""), "");
}

} // namespace
} // namespace cf
