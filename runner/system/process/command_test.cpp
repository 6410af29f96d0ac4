// SPDX-License-Identifier: MIT
#include "system/process/command.h"

#include <gtest/gtest.h>

#include "system/process/process_tree.h"

namespace cf
{
namespace
{

using namespace std::chrono_literals;

class RunCommands : public testing::Test
{
protected:
	std::vector<Answer> run(std::vector<Command> commands, Clock::duration limit = 60s)
	{
		return run_commands(loop_, children_, stop_, commands, limit);
	}

	static Command shell(const char *script) { return {"/bin/sh", "-c", script}; }

	EventLoop loop_;
	Children children_{loop_};
	StopSignals stop_{loop_};
};

TEST_F(RunCommands, answers_come_in_the_order_of_the_commands)
{
	const auto answers = run({shell("echo one"), shell("echo two; echo three >&2"),
		shell("exit 3"), shell("kill -9 $$"), {"/nonexistent/program"}});
	ASSERT_EQ(answers.size(), 5U);
	EXPECT_EQ(answers[0].out, "one\n");
	EXPECT_EQ(answers[0].trouble, "");
	EXPECT_EQ(answers[1].out, "two\n");
	EXPECT_EQ(answers[1].err, "three\n");
	EXPECT_EQ(answers[2].trouble, "exit status 3");
	EXPECT_EQ(answers[3].trouble, "SIGKILL (Killed)");
	EXPECT_EQ(answers[4].trouble, "cannot be started: ENOENT");
}

TEST_F(RunCommands, an_answer_larger_than_a_pipe_arrives_whole)
{
	const auto answers = run({shell("head -c 300000 /dev/zero")});
	EXPECT_EQ(answers[0].out.size(), 300000U);
}

TEST_F(RunCommands, one_that_takes_too_long_is_killed)
{
	const auto answers = run({shell("echo early; exec tail -f /dev/null")}, 1s);
	EXPECT_EQ(answers[0].trouble, "no answer within 1 s");
	EXPECT_EQ(answers[0].out, "early\n");
}

TEST_F(RunCommands, nothing_is_left_behind)
{
	const auto answers =
		run({shell("setsid tail -f /dev/null >/dev/null 2>&1 & echo started")});
	EXPECT_EQ(answers[0].out, "started\n");
	EXPECT_TRUE(living_descendants({}).empty());
}

} // namespace
} // namespace cf
