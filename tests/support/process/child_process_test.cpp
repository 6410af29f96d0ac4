// SPDX-License-Identifier: MIT
#include "support/process/child_process.h"

#include <cerrno>
#include <csignal>
#include <stdexcept>

#include <fcntl.h>
#include <unistd.h>

#include <gtest/gtest-spi.h>
#include <gtest/gtest.h>

namespace cf
{
namespace
{

// The messages of the failures that the parent's test would have got from a child with this
// body. The child is forked before they are caught: it must report like any other.
std::string failures_of(const ChildProcess::Body &body, Deadline deadline = Deadline::generous())
{
	testing::TestPartResultArray results;
	ChildProcess child{body};
	{
		const testing::ScopedFakeTestPartResultReporter caught{
			testing::ScopedFakeTestPartResultReporter::INTERCEPT_ALL_THREADS, &results};
		child.finish(deadline);
	}
	std::string text;
	for (int i = 0; i < results.size(); ++i)
		text += std::string{results.GetTestPartResult(i).message()} + "\n";
	return text;
}

bool contains(const std::string &text, const std::string &part)
{
	return text.find(part) != std::string::npos;
}

TEST(ChildProcess, shares_descriptors_over_its_channel)
{
	ChildProcess child{[](FdChannel &parent) {
		EXPECT_EQ(parent.receive()->text, "please");
		parent.send("here", {open("/dev/null", O_RDONLY)});
	}};
	child.channel().send("please");
	EXPECT_TRUE(child.channel().receive_fd().valid());
	child.finish();
}

TEST(ChildProcess, expectations_and_exceptions_fail_the_parent)
{
	const std::string text = failures_of([](FdChannel &) {
		EXPECT_EQ(1, 2) << "first";
		throw std::runtime_error("second");
	});
	EXPECT_TRUE(contains(text, "in the child process: ")) << text;
	EXPECT_TRUE(contains(text, "first")) << text;
	EXPECT_TRUE(contains(text, "exception in the child process: second")) << text;
}

TEST(ChildProcess, assertion_in_a_helper_ends_the_child)
{
	const std::string text = failures_of([](FdChannel &) {
		const auto helper = [] {
			ASSERT_TRUE(false) << "fatal";
		};
		helper();
		ADD_FAILURE() << "went on";
	});
	EXPECT_TRUE(contains(text, "fatal")) << text;
	EXPECT_TRUE(contains(text, "could not do its part")) << text;
	EXPECT_FALSE(contains(text, "went on")) << text;
}

TEST(ChildProcess, skipping_is_no_way_out)
{
	const std::string text = failures_of([](FdChannel &) { GTEST_SKIP() << "nothing here"; });
	EXPECT_TRUE(contains(text, "a child must not skip: nothing here")) << text;
}

TEST(ChildProcess, death_is_named)
{
	const std::string killed = failures_of([](FdChannel &) { ::raise(SIGTERM); });
	EXPECT_TRUE(contains(killed, "was killed by SIGTERM (Terminated)")) << killed;
	const std::string left = failures_of([](FdChannel &) { ::_exit(3); });
	EXPECT_TRUE(contains(left, "left with exit status 3")) << left;
}

TEST(ChildProcess, hanging_is_bounded)
{
	const std::string text = failures_of([](FdChannel &) { ::pause(); }, Deadline::now());
	EXPECT_TRUE(contains(text, "did not end in time")) << text;
}

TEST(ChildProcess, killed_one_is_gone)
{
	ChildProcess child{[](FdChannel &parent) {
		parent.send("ready");
		::pause();
	}};
	const pid_t pid = child.pid();
	EXPECT_EQ(child.channel().receive()->text, "ready");
	child.kill();
	EXPECT_EQ(::kill(pid, 0), -1);
	EXPECT_EQ(errno, ESRCH);
}

TEST(ChildProcess, forgotten_one_fails_the_test)
{
	const auto forget = [] {
		const ChildProcess child{[](FdChannel &) {
			::pause();
		}};
	};
	EXPECT_NONFATAL_FAILURE(forget(), "neither finished nor killed");
}

} // namespace
} // namespace cf
