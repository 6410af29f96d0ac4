// SPDX-License-Identifier: MIT
//
// Cases that write whole reports of a kernel into its log. kernel_reports_test.py asserts what the
// runner makes of reports that are announced, announced in vain, harmless, and neither.

#include <initializer_list>
#include <string_view>

#include <fcntl.h>
#include <unistd.h>

#include <gtest/gtest.h>

#include "base/unique_fd.h"
#include "support/report/report.h"
#include "support/require.h"

namespace cf
{
namespace
{

// Each record by a descriptor of its own: the kernel lets one write ten records in five seconds.
void write_records(std::initializer_list<std::string_view> records)
{
	for (const std::string_view record : records) {
		const auto log = try_open("/dev/kmsg", O_WRONLY);
		require(log.ok(),
			"needs the right to write /dev/kmsg (" + log.error().name() + ")");
		ASSERT_EQ(::write(log.value().get(), record.data(), record.size()),
			static_cast<ssize_t>(record.size()));
	}
}

void write_recursive_locking()
{
	write_records({"<4>============================================",
		"<4>WARNING: possible recursive locking detected",
		"<4>selftest/1 is trying to acquire lock:", "<4>stack backtrace:", "<4>Call Trace:",
		"<4> <TASK>", "<4> made_up_function+0x10/0x20", "<4> </TASK>"});
}

TEST(Splats, announced)
{
	announce_splat("lockdep-recursive");
	write_recursive_locking();
}

TEST(Splats, announced_by_family)
{
	announce_splat("lockdep");
	write_recursive_locking();
}

TEST(Splats, announced_in_vain)
{
	announce_splat("kasan");
}

TEST(Splats, announced_and_another)
{
	announce_splat("lockdep-recursive");
	write_recursive_locking();
	write_records({"<3>crossfence selftest: something else"});
}

TEST(Splats, unannounced)
{
	write_recursive_locking();
}

TEST(Splats, known_to_be_harmless)
{
	write_records({"<3>crossfence selftest: a driver is noisy, 17 times"});
}

TEST(Splats, hangs)
{
	write_records({"<3>INFO: task selftest:1 blocked for more than 120 seconds."});
}

} // namespace
} // namespace cf
