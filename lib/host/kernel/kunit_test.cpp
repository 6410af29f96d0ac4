// SPDX-License-Identifier: MIT
#include "host/kernel/kunit.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

constexpr std::string_view kSuite = R"(KTAP version 1
1..1
    KTAP version 1
    # Subtest: dma-buf-resv
    1..3
    ok 1 test_sanitycheck
        KTAP version 1
        # Subtest: test_signaling
        ok 1 kernel
        not ok 2 write
    # test_signaling: EXPECTATION FAILED at drivers/dma-buf/st-dma-resv.c:68
    # test_signaling: pass:1 fail:1 skip:0 total:2
    not ok 2 test_signaling
    # test_for_each: not today
    ok 3 test_for_each # SKIP not today
# dma-buf-resv: pass:1 fail:1 skip:1 total:3
not ok 1 dma-buf-resv
)";

TEST(KunitResults, are_those_of_the_cases)
{
	const auto results = try_parse_kunit_results(kSuite).take();
	ASSERT_EQ(results.size(), 3U);
	EXPECT_EQ(results[0].name, "test_sanitycheck");
	EXPECT_EQ(results[0].status, KunitStatus::passed);
	EXPECT_EQ(results[0].log, "");
	EXPECT_EQ(results[1].name, "test_signaling");
	EXPECT_EQ(results[1].status, KunitStatus::failed);
	EXPECT_NE(results[1].log.find("EXPECTATION FAILED"), std::string::npos);
	EXPECT_NE(results[1].log.find("not ok 2 write"), std::string::npos);
	EXPECT_EQ(results[2].name, "test_for_each");
	EXPECT_EQ(results[2].status, KunitStatus::skipped);
}

TEST(KunitResults, of_a_suite_that_has_not_run_are_none)
{
	const std::string_view announced = kSuite.substr(0, kSuite.find("    ok 1"));
	EXPECT_EQ(try_parse_kunit_plan(announced).take(), 3U);
	EXPECT_EQ(try_parse_kunit_results(announced).error(), Errno{EBADMSG});
}

TEST(KunitResults, of_a_suite_that_was_cut_off_are_none)
{
	const std::string_view cut = kSuite.substr(0, kSuite.find("    # test_for_each"));
	EXPECT_EQ(try_parse_kunit_results(cut).error(), Errno{EBADMSG});
	EXPECT_EQ(try_parse_kunit_results("").error(), Errno{EBADMSG});
	EXPECT_EQ(try_parse_kunit_results("ok 1 something\n").error(), Errno{EBADMSG});
}

} // namespace
} // namespace cf
