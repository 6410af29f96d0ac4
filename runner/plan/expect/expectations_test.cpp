// SPDX-License-Identifier: MIT
#include "plan/expect/expectations.h"

#include <filesystem>
#include <fstream>
#include <unistd.h>

#include <gtest/gtest.h>

#include "text/usage_error.h"

namespace cf
{
namespace
{

class ExpectationFile : public testing::Test
{
protected:
	~ExpectationFile() override { std::filesystem::remove(path_); }

	std::string write(const std::string &text)
	{
		std::ofstream(path_) << text;
		return path_;
	}

	std::string complaint_about(const std::string &text)
	{
		try {
			read_expectation_file(write(text));
		} catch (const UsageError &error) {
			return error.what();
		}
		return "none";
	}

	const std::string path_ = testing::TempDir() + "expectations_" +
		std::to_string(::testing::UnitTest::GetInstance()->random_seed()) + "_" +
		std::to_string(::getpid()) + ".toml";
};

constexpr const char *kPath = "import@content@seen@udmabuf_hugetlb_to_vivid0__4mib";

constexpr const char *kEntry = R"([[expect]]
ids = ["import@content@*@udmabuf_hugetlb_to_*"]
from = "6.8"
before = "6.13"
outcome = "fail"
reason = "vmap of huge pages"
)";

TEST_F(ExpectationFile, holds_for_its_ids_and_kernels)
{
	const std::string file = write(kEntry);
	const std::string id = "import@content@seen@udmabuf_hugetlb_to_vivid0__4mib";
	const auto expected = Expectations({&file, 1}, "6.12.95+deb12-amd64").of(id);
	ASSERT_TRUE(expected);
	EXPECT_EQ(expected->outcome, Outcome::fail);
	EXPECT_EQ(expected->reason, "vmap of huge pages");
	EXPECT_FALSE(Expectations({&file, 1}, "6.12.95").of("import@content@seen@vgem_to_vivid0"));
	EXPECT_FALSE(Expectations({&file, 1}, "6.13.0").of(id));
	EXPECT_FALSE(Expectations({&file, 1}, "6.1.176").of(id));
}

TEST_F(ExpectationFile, mistakes_are_named_with_their_line)
{
	EXPECT_NE(complaint_about("[[expect]\n").find(":1: "), std::string::npos);
	EXPECT_NE(complaint_about("").find("holds no require"), std::string::npos);
	EXPECT_NE(complaint_about("ids = []\n").find("'ids'"), std::string::npos);
	EXPECT_NE(complaint_about("expect = 3\n").find("no list of [[expect]]"), std::string::npos);
	EXPECT_NE(complaint_about("\n[[expect]]\nids = [\"a\"]\noutcome = \"pass\"\n").find(":2: "),
		std::string::npos);
	EXPECT_NE(complaint_about(std::string{kEntry} + "since = \"today\"\n").find("'since'"),
		std::string::npos);
	EXPECT_NE(complaint_about("[[expect]]\nids = [\"a\"]\noutcome = \"fail\"\n").find("reason"),
		std::string::npos);
}

TEST_F(ExpectationFile, leaves_cases_out_whatever_else_is_said)
{
	const std::string file = write(std::string{kEntry} +
		"[[expect]]\nids = [\"import@content\"]\nskip = true\nreason = \"hangs\"\n");
	const Expectations expectations({&file, 1}, "6.12.0");
	EXPECT_TRUE(expectations.of(kPath)->skip);
	RunPlan plan{.cases = {{.test = {.id = kPath}}, {.test = {.id = "a@b@c"}}}};
	settle_skips(plan, expectations);
	ASSERT_TRUE(plan.cases[0].settled);
	EXPECT_EQ(plan.cases[0].settled->outcome, Outcome::skip);
	EXPECT_EQ(plan.cases[0].settled->reason, "left out by an expectation file: hangs");
	EXPECT_FALSE(plan.cases[1].settled);
	EXPECT_NE(complaint_about("[[expect]]\nids = \"a\"\nskip = true\noutcome = \"fail\"\n"
				  "reason = \"r\"\n")
			  .find("left out"),
		std::string::npos);
}

TEST_F(ExpectationFile, holds_for_drivers_and_boards)
{
	const std::string file = write(
		"[[expect]]\nids = \"*\"\ndriver = \"virtio-gpu\"\nboard = [\"no\", \"rock*\"]\n"
		"flake = true\nreason = \"r\"\n");
	const std::vector<Device> devices{{.role = "virtio_gpu0"}, {.role = "vgem"}};
	Expectations there({&file, 1}, "6.12.0", "rockchip,rk3588");
	EXPECT_FALSE(there.of("a@b@c"));
	there.know_devices(devices);
	ASSERT_TRUE(there.of("a@b@c"));
	EXPECT_TRUE(there.of("a@b@c")->any_failure);
	EXPECT_TRUE(there.of("a@b@c@vgem_to_virtio_gpu1"));
	EXPECT_FALSE(there.of("a@b@c@vgem_to_vkms"));
	Expectations elsewhere({&file, 1}, "6.12.0", "imx8");
	elsewhere.know_devices(devices);
	EXPECT_FALSE(elsewhere.of("a@b@c"));
}

TEST_F(ExpectationFile, names_roles_and_harmless_reports)
{
	const std::string file = write(
		"require = [\"vgem\", \"udmabuf\"]\n[[harmless]]\npattern = \"a+\"\n"
		"kinds = [\"lockdep\"]\nbefore = \"6.1\"\nreason = \"r\"\n"
		"[[harmless]]\npattern = \"b\"\ndriver = \"vgem\"\nreason = \"vgem says so\"\n");
	Expectations expectations({&file, 1}, "6.12.0");
	EXPECT_EQ(expectations.required(), (std::vector<std::string>{"vgem", "udmabuf"}));
	EXPECT_TRUE(expectations.harmless().empty());
	expectations.know_devices(std::vector<Device>{{.role = "vgem"}});
	ASSERT_EQ(expectations.harmless().size(), 1U);
	EXPECT_EQ(expectations.harmless()[0].reason(), "vgem says so");
	EXPECT_NE(complaint_about("\n[[harmless]]\npattern = \"(\"\nreason = \"r\"\n").find(":2: "),
		std::string::npos);
}

TEST(CountsAgainst, only_what_was_not_expected)
{
	const Expected bug{Outcome::fail, "known"};
	EXPECT_FALSE((Verdict{.outcome = Outcome::fail, .expected = bug}.counts_against_run()));
	EXPECT_FALSE((Verdict{.outcome = Outcome::skip, .expected = bug}.counts_against_run()));
	EXPECT_TRUE((Verdict{.outcome = Outcome::pass, .expected = bug}.counts_against_run()));
	EXPECT_TRUE((Verdict{.outcome = Outcome::crash, .expected = bug}.counts_against_run()));
	const Expected flake{Outcome::fail, "known", true};
	EXPECT_FALSE((Verdict{.outcome = Outcome::pass, .expected = flake}.counts_against_run()));
	EXPECT_TRUE((Verdict{.outcome = Outcome::crash, .expected = flake}.counts_against_run()));
	const Expected any{.reason = "known", .sometimes = true, .any_failure = true};
	EXPECT_FALSE((Verdict{.outcome = Outcome::crash, .expected = any}.counts_against_run()));
	EXPECT_FALSE((Verdict{.outcome = Outcome::pass, .expected = any}.counts_against_run()));
	EXPECT_TRUE((Verdict{.outcome = Outcome::fail}.counts_against_run()));
	EXPECT_FALSE((Verdict{.outcome = Outcome::pass}.counts_against_run()));
}

} // namespace
} // namespace cf
