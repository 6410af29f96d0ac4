// SPDX-License-Identifier: MIT
//
// Cases that break the kernel under the run, with innocent ones between them. reboots_test.py has
// ci/vm run them and asserts that the run goes on behind each. Outside a guest of ci/vm all skip.

#include <string>

#include <unistd.h>

#include <gtest/gtest.h>

#include "base/text_file.h"
#include "support/require.h"

namespace cf
{
namespace
{

// Documentation/admin-guide/sysctl/kernel.rst, "tainted".
constexpr unsigned long kTaintWarn = 512;

// Long before this the kernel is no more.
constexpr unsigned kEndOfTheWorldSeconds = 60;

class Endings : public testing::Test
{
protected:
	void SetUp() override
	{
		const Result<std::string> words = try_read_text("/proc/cmdline");
		require(words.ok() && words.value().find(" crossfence.guest") != std::string::npos,
			"needs a guest of ci/vm (crossfence.guest on the kernel's command line)");
	}
};

void write_text(const std::string &path, const std::string &text)
{
	const Status written = try_write_text(path, text);
	ASSERT_TRUE(written.ok()) << path << ": " << written.error().name();
}

void panic()
{
	write_text("/proc/sysrq-trigger", "c");
	::alarm(kEndOfTheWorldSeconds);
	::pause();
}

TEST_F(Endings, passes_before) {}

TEST_F(Endings, panics)
{
	panic();
}

TEST_F(Endings, passes_between) {}

TEST_F(Endings, taints)
{
	write_text("/proc/sys/kernel/tainted", std::to_string(kTaintWarn));
}

TEST_F(Endings, runs_on_an_untainted_kernel)
{
	const std::string taint = read_text("/proc/sys/kernel/tainted");
	EXPECT_EQ(std::stoul(taint) & kTaintWarn, 0U);
}

// A panic that does not reboot: the machine stays, and says nothing any more.
TEST_F(Endings, falls_silent)
{
	write_text("/proc/sys/kernel/panic", "0");
	panic();
}

TEST_F(Endings, passes_after) {}

} // namespace
} // namespace cf
