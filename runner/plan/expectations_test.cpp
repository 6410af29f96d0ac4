// SPDX-License-Identifier: MIT
#include "plan/expectations.h"

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
			read_expectations(write(text));
		} catch (const UsageError &error) {
			return error.what();
		}
		return "none";
	}

	const std::string path_ = testing::TempDir() + "expectations_" +
		std::to_string(::testing::UnitTest::GetInstance()->random_seed()) + "_" +
		std::to_string(::getpid()) + ".toml";
};

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
	EXPECT_NE(complaint_about("ids = []\n").find("no list of [[expect]]"), std::string::npos);
	EXPECT_NE(complaint_about("\n[[expect]]\nids = [\"a\"]\noutcome = \"pass\"\n").find(":2: "),
		std::string::npos);
	EXPECT_NE(complaint_about(std::string{kEntry} + "since = \"today\"\n").find("'since'"),
		std::string::npos);
	EXPECT_NE(complaint_about("[[expect]]\nids = [\"a\"]\noutcome = \"fail\"\n").find("reason"),
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
	EXPECT_TRUE((Verdict{.outcome = Outcome::fail}.counts_against_run()));
	EXPECT_FALSE((Verdict{.outcome = Outcome::pass}.counts_against_run()));
}

} // namespace
} // namespace cf
