// SPDX-License-Identifier: MIT
#include "base/result.h"

#include <cerrno>
#include <memory>
#include <sstream>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TEST(Errno, prints_by_name)
{
	std::ostringstream text;
	text << Errno{EBADF} << "; " << Errno{0} << "; " << Errno{4711}.name();
	EXPECT_EQ(text.str(), "EBADF (Bad file descriptor); no error; errno 4711");
}

TEST(Result, value_is_moved_out)
{
	Result<std::unique_ptr<int>> result = std::make_unique<int>(7);
	ASSERT_TRUE(result.ok());
	EXPECT_EQ(result.error(), Errno{});
	EXPECT_EQ(*std::move(result).take(), 7);
}

TEST(Result, failure_is_thrown_with_context_and_errno_name)
{
	errno = ENOENT;
	const Result<int> result = Failure::last("DMA_BUF_IOCTL_SYNC on vgem");
	EXPECT_EQ(result.error(), Errno{ENOENT});
	try {
		static_cast<void>(result.value());
		FAIL() << "value() of a failed result returned";
	} catch (const std::system_error &error) {
		EXPECT_EQ(error.code().value(), ENOENT);
		EXPECT_STREQ(error.what(),
			"DMA_BUF_IOCTL_SYNC on vgem failed with ENOENT: No such file or directory");
	}
}

} // namespace
} // namespace cf
