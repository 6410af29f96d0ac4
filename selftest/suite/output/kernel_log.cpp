// SPDX-License-Identifier: MIT
//
// Cases that write to the kernel's log, as a driver in trouble would. kernel_log_test.py asserts
// that each message is attributed to the case that wrote it.

#include <cerrno>
#include <string_view>

#include <fcntl.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "base/unique_fd.h"
#include "support/require.h"

namespace cf
{
namespace
{

// Here missing rights are no fault of the set-up: the runner has to do without them, too.
void write_kernel_log(std::string_view message)
{
	const auto log = try_open("/dev/kmsg", O_WRONLY);
	require(log.ok(), "needs the right to write /dev/kmsg (" + log.error().name() + ")");
	ASSERT_EQ(::write(log.value().get(), message.data(), message.size()),
		static_cast<ssize_t>(message.size()));
}

TEST(KernelLog, warning)
{
	write_kernel_log("<4>crossfence selftest: a warning on purpose\n");
}

TEST(KernelLog, notice)
{
	write_kernel_log("<6>crossfence selftest: nothing to worry about\n");
}

TEST(KernelLog, warning_and_failure)
{
	write_kernel_log("<3>crossfence selftest: an error on purpose\n");
	ADD_FAILURE() << "failed on purpose";
}

TEST(KernelLog, silence) {}

} // namespace
} // namespace cf
