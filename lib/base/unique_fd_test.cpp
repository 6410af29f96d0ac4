// SPDX-License-Identifier: MIT
#include "base/unique_fd.h"

#include <cerrno>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

bool is_open(int fd)
{
	return ::fcntl(fd, F_GETFD) != -1;
}

TEST(UniqueFd, closes_once_and_keeps_errno)
{
	int number;
	{
		const UniqueFd fd = open("/dev/null", O_RDWR);
		number = fd.get();
		EXPECT_TRUE(is_open(number));
		errno = EXDEV;
	}
	EXPECT_EQ(errno, EXDEV);
	EXPECT_FALSE(is_open(number));
}

TEST(UniqueFd, moving_hands_ownership_over)
{
	UniqueFd first = open("/dev/null", O_RDWR);
	const int number = first.get();
	UniqueFd second = open("/dev/null", O_RDWR);
	const int replaced = second.get();
	second = std::move(first);
	EXPECT_EQ(second.get(), number);
	EXPECT_FALSE(is_open(replaced));
	EXPECT_TRUE(is_open(number));
}

TEST(UniqueFd, opens_close_on_exec)
{
	const UniqueFd fd = open("/dev/null", O_RDWR);
	const UniqueFd copy = duplicate(fd);
	EXPECT_TRUE(::fcntl(fd.get(), F_GETFD) & FD_CLOEXEC);
	EXPECT_TRUE(::fcntl(copy.get(), F_GETFD) & FD_CLOEXEC);
}

TEST(UniqueFd, failing_open_names_the_path)
{
	const Result<UniqueFd> missing = try_open("/nonexistent", O_RDONLY);
	EXPECT_EQ(missing.error(), Errno{ENOENT});
	EXPECT_EQ(missing.failure().context, "open /nonexistent");
}

TEST(UniqueFdDeathTest, double_close_is_loud)
{
	EXPECT_DEATH(
		{
			UniqueFd fd = open("/dev/null", O_RDWR);
			::close(fd.get());
			fd.reset();
		},
		"EBADF");
}

} // namespace
} // namespace cf
