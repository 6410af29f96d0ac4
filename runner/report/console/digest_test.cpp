// SPDX-License-Identifier: MIT
#include "report/console/digest.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

std::string failures_of(const TestEntry &test)
{
	return Digest({&test, 1}, false).failures();
}

TEST(Digest, tells_what_the_reason_leaves_out_of_the_kernels_reports)
{
	TestEntry test{.id = "a@b@c",
		.outcome = Outcome::dmesg_warn,
		.reason = "kernel: warn: W at x.c:1 in f (and 1 more)",
		.kernel_reports = {{"warn", "W at x.c:1", "f", ""},
			{"kasan", "use\x1b in g", "g", ""}, {"error", "e", "", "noisy"}}};
	EXPECT_EQ(failures_of(test),
		"\ndmesg-warn  a@b@c\n"
		"    kernel: warn: W at x.c:1 in f (and 1 more)\n"
		"    kernel reports:\n"
		"    kasan: use\\x1b in g\n"
		"    error: e (does not count: noisy)\n");
	test.kernel_reports.resize(1);
	EXPECT_EQ(failures_of(test).find("kernel reports"), std::string::npos);
}

TEST(Digest, tells_every_attempt_and_what_was_expected)
{
	const TestEntry test{.id = "a@b@c",
		.outcome = Outcome::pass,
		.expected = Foreseen{.outcome = Outcome::crash, .reason = "bug 1"},
		.attempts = {
			{.outcome = Outcome::pass}, {.outcome = Outcome::fail, .reason = "x\ny"}}};
	EXPECT_EQ(failures_of(test),
		"\npass  a@b@c\n"
		"    expected was crash: bug 1\n"
		"    attempt: pass  \n"
		"    attempt: fail  x\n");
}

TEST(Digest, counts_known_failures_by_reason_whatever_was_foreseen)
{
	std::vector<TestEntry> tests(3, {.id = "a", .outcome = Outcome::crash});
	tests[0].expected = tests[2].expected = Foreseen{.reason = "flake", .met = true};
	tests[1].expected = Foreseen{.reason = "flake", .met = false};
	EXPECT_EQ(Digest(tests, false).expected_failures(),
		"\nfailed as expected:\n     2  crash: flake\n");
}

} // namespace
} // namespace cf
