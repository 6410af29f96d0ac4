// SPDX-License-Identifier: MIT
#include "drm/gem/handle_table.h"

#include <cerrno>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

Result<std::uint32_t> handle_seven()
{
	return 7u;
}

TEST(HandleTable, closes_when_the_last_owner_goes)
{
	HandleTable table;
	int closed = 0;
	const auto close = [&] {
		++closed;
	};
	static_cast<void>(table.try_add(handle_seven));
	static_cast<void>(table.try_add(handle_seven));
	table.remove(7, close);
	EXPECT_EQ(closed, 0);
	table.remove(7, close);
	EXPECT_EQ(closed, 1);
}

TEST(HandleTable, a_number_can_come_back)
{
	HandleTable table;
	int closed = 0;
	for (int i = 0; i < 2; ++i) {
		static_cast<void>(table.try_add(handle_seven));
		table.remove(7, [&] { ++closed; });
	}
	EXPECT_EQ(closed, 2);
}

TEST(HandleTable, a_failed_import_owns_nothing)
{
	HandleTable table;
	const Result<std::uint32_t> failed = table.try_add([]() -> Result<std::uint32_t> {
		return Failure{Errno{EBADF}, "import"};
	});
	EXPECT_EQ(failed.error(), Errno{EBADF});
}

} // namespace
} // namespace cf
