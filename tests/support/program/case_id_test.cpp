// SPDX-License-Identifier: MIT
#include "support/program/case_id.h"

#include <stdexcept>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TEST(CaseId, suite_and_instantiation_are_no_part_of_it)
{
	EXPECT_EQ(case_id("import@content", "is_what_was_written"),
		"import@content@is_what_was_written");
	EXPECT_EQ(case_id("import@content", "is_what_was_written/vgem_to_vkms__4mib"),
		"import@content@is_what_was_written@vgem_to_vkms__4mib");
}

TEST(CaseId, refuses_what_a_filter_could_not_name)
{
	for (const char *name : {"Upper", "DISABLED_case", "", "case/", "case/a-b", "case/a/b"})
		EXPECT_THROW(case_id("import@content", name), std::invalid_argument) << name;
}

} // namespace
} // namespace cf
