// SPDX-License-Identifier: MIT
#include "results/results_directory.h"

#include <csignal>
#include <filesystem>
#include <fstream>
#include <optional>

#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "text/usage_error.h"

namespace cf
{
namespace
{

using Use = ResultsDirectory::Use;

// A directory with the journal of a run.
class UsedDirectory : public testing::Test
{
protected:
	UsedDirectory()
	{
		std::filesystem::create_directories(path_);
		std::ofstream{path_ + "/journal"} << "";
	}

	~UsedDirectory() override { std::filesystem::remove_all(path_); }

	std::string path_ = testing::TempDir() + "crossfence_results_" + std::to_string(::getpid());
};

// Its status: 0 when it got the directory, 1 when it was refused.
int use_in_a_child(const std::string &path)
{
	const pid_t child = ::fork();
	if (child == 0) {
		try {
			const ResultsDirectory used{path, Use::go_on};
			::_exit(0);
		} catch (const UsageError &) {
			::_exit(1);
		}
	}
	int status = -1;
	::waitpid(child, &status, 0);
	return WEXITSTATUS(status);
}

TEST_F(UsedDirectory, is_its_runs_alone)
{
	std::optional<ResultsDirectory> run{std::in_place, path_, Use::go_on};
	EXPECT_EQ(use_in_a_child(path_), 1);
	run.reset();
	EXPECT_EQ(use_in_a_child(path_), 0);
}

TEST_F(UsedDirectory, is_not_held_by_what_a_run_leaves_behind)
{
	std::optional<ResultsDirectory> run{std::in_place, path_, Use::go_on};
	const pid_t left = ::fork();
	if (left == 0) {
		::pause();
		::_exit(0);
	}

	run.reset();
	EXPECT_EQ(use_in_a_child(path_), 0);

	::kill(left, SIGKILL);
	::waitpid(left, nullptr, 0);
}

} // namespace
} // namespace cf
