// SPDX-License-Identifier: MIT
#include "support/program/fork_server.h"

#include <csignal>

#include <fcntl.h>
#include <poll.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "support/process/child_process.h"

namespace cf
{
namespace
{

using nlohmann::json;

// A server in a child of the test, whose cases leave with a status that tells them apart. The
// test is its runner.
class ForkServer : public testing::Test
{
protected:
	void SetUp() override { EXPECT_EQ(answer(), (json{{"ready", true}, {"protocol", 1}})); }

	static void serve_cases(FdChannel &runner)
	{
		const std::vector<Case> cases{{"f@p@leaves", "S.leaves", {}, {}, {}},
			{"f@p@hangs", "S.hangs", {}, {}, {}}};
		const auto id = serve(FdChannel{duplicate(runner.fd())}, cases);
		if (id == "f@p@hangs")
			::pause();
		if (id)
			::_exit(::getsid(0) == ::getpid() ? 5 : 6);
	}

	json answer() { return json::parse(server_.channel().receive()->text); }

	json ask(const std::string &text)
	{
		server_.channel().send(text);
		return answer();
	}

	void start(const std::string &id)
	{
		const UniqueFd null = open("/dev/null", O_RDWR);
		server_.channel().send(json{{"run", id}}.dump(), {null, null, null});
	}

	ChildProcess server_{&ForkServer::serve_cases};
};

TEST_F(ForkServer, tells_start_and_end_of_each_case)
{
	for (int round = 0; round < 3; ++round) {
		start("f@p@leaves");
		const pid_t pid = answer().at("started");
		const json end = answer();
		EXPECT_EQ(end.at("exited"), pid);
		const int status = end.at("status");
		EXPECT_TRUE(WIFEXITED(status));
		EXPECT_EQ(WEXITSTATUS(status), 5) << "6: the case is not a session of its own";
	}
	server_.kill();
}

TEST_F(ForkServer, refuses_what_it_cannot_run)
{
	EXPECT_EQ(ask("{}").at("error"), "not a request: {}");
	EXPECT_EQ(ask("nonsense").at("error"), "not a request: nonsense");
	EXPECT_EQ(ask(R"({"run":"f@p@x"})").at("error"), "no case has the id f@p@x");
	EXPECT_EQ(ask(R"({"run":"f@p@leaves"})").at("error"),
		"0 descriptors came with f@p@leaves, not 3");
	server_.kill();
}

TEST_F(ForkServer, reports_the_signal_that_killed_a_case_and_refuses_a_second_meanwhile)
{
	start("f@p@hangs");
	const pid_t pid = answer().at("started");
	EXPECT_EQ(ask(R"({"run":"f@p@leaves"})").at("error"), "a case is running");
	ASSERT_EQ(::kill(pid, SIGTERM), 0);
	const int status = answer().at("status");
	EXPECT_TRUE(WIFSIGNALED(status));
	EXPECT_EQ(WTERMSIG(status), SIGTERM);
	server_.kill();
}

TEST_F(ForkServer, takes_its_case_along_when_it_dies)
{
	start("f@p@hangs");
	const pid_t pid = answer().at("started");
	const UniqueFd end{static_cast<int>(::syscall(SYS_pidfd_open, pid, 0))};
	ASSERT_TRUE(end.valid());
	server_.kill();
	EXPECT_NE(poll(end, POLLIN, Deadline::generous()), 0);
}

} // namespace
} // namespace cf
