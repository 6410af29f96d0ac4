// SPDX-License-Identifier: MIT
#include "kernel/report/symbol.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TEST(Symbol, is_found_by_its_offset)
{
	EXPECT_EQ(find_symbol("RIP: 0010:dma_resv_add_fence+0x1a4/0x1d0"), "dma_resv_add_fence");
	EXPECT_EQ(find_symbol(" foo.isra.0+0x1/0x2 [drm]"), "foo.isra.0");
	EXPECT_EQ(find_symbol("RIP: 0033:0x7f1234"), "");
	EXPECT_EQ(find_symbol("+0x1/0x2"), "");
	EXPECT_EQ(find_symbol("a+0x/0x2 b+0x1 c+0x1/0x c+0x1/x d+0x1/0x2"), "d");
}

TEST(Symbol, offsets_are_taken_out)
{
	EXPECT_EQ(without_offsets("in a+0x1/0x2 [m] or b+0x3/0x4"), "in a [m] or b");
	EXPECT_EQ(without_offsets("1+0x2 stays"), "1+0x2 stays");
	EXPECT_EQ(without_offsets(""), "");
}

TEST(Symbol, place_of_a_warning_in_both_orders)
{
	EXPECT_EQ(place_of_warning("WARNING: CPU: 0 PID: 1 at lib/a.c:12 f+0x1/0x2"), "lib/a.c:12");
	EXPECT_EQ(place_of_warning("WARNING: lib/a.c:12 at f+0x1/0x2, CPU#0: b/1"), "lib/a.c:12");
	EXPECT_EQ(place_of_warning("WARNING: CPU: 0 PID: 1 at f+0x1/0x2"), "");
	EXPECT_EQ(place_of_warning("WARNING: at f+0x1/0x2, CPU#0: b/1"), "");
	EXPECT_EQ(place_of_warning("WARNING: lib/a.c:12"), "");
}

TEST(Symbol, title_of_a_leak_has_no_address)
{
	EXPECT_EQ(title_of_leak("kmemleak: unreferenced object 0xffff888009365240 (size 96):"),
		"unreferenced object (size 96)");
	EXPECT_EQ(title_of_leak("kmemleak: unreferenced object (percpu) 0x607f4ae0c1d8 (size 8):"),
		"unreferenced object (percpu) (size 8)");
	EXPECT_EQ(title_of_leak("kmemleak: 3 new ones, 0x of them"), "3 new ones, 0x of them");
	EXPECT_EQ(title_of_leak("ends at 0x12"), "ends at");
}

} // namespace
} // namespace cf
