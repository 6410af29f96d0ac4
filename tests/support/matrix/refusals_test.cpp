// SPDX-License-Identifier: MIT
#include "support/matrix/refusals.h"

#include <stdexcept>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TEST(KernelVersion, is_read_from_a_release)
{
	EXPECT_EQ(KernelVersion::parse("6.12.107+deb13-amd64"), (KernelVersion{6, 12}));
	EXPECT_EQ(KernelVersion::parse("7.2"), (KernelVersion{7, 2}));
	EXPECT_LT((KernelVersion{6, 12}), (KernelVersion{7, 2}));
	EXPECT_THROW(KernelVersion::parse("linux"), std::invalid_argument);
	EXPECT_THROW(KernelVersion::parse("6"), std::invalid_argument);
}

TEST(Refusal, holds_for_a_driver_or_a_role_and_its_kernels)
{
	const RoleIdentity bochs{"bochs-drm", "bochs_drm0"};
	const RoleIdentity vivid0{"vivid", "vivid0"};
	const RoleIdentity vivid1{"vivid", "vivid1"};
	const Refusal role{"bochs-drm", "vivid1", {6, 2}, {7, 0}, ENOSYS, "no get_sg_table"};
	EXPECT_TRUE(role.holds_for(bochs, vivid1, {6, 12}));
	EXPECT_FALSE(role.holds_for(bochs, vivid0, {6, 12}));
	EXPECT_FALSE(role.holds_for(vivid1, vivid1, {6, 12}));
	EXPECT_FALSE(role.holds_for(bochs, vivid1, {6, 1}));
	EXPECT_FALSE(role.holds_for(bochs, vivid1, {7, 0}));

	const Refusal driver{"bochs-drm", "vivid", {6, 2}, {7, 0}, ENOSYS, "no get_sg_table"};
	EXPECT_TRUE(driver.holds_for(bochs, vivid0, {6, 12}));
	EXPECT_TRUE(driver.holds_for(bochs, vivid1, {6, 12}));
}

TEST(Refusals, every_entry_has_an_error_and_says_why)
{
	for (const Refusal &refusal : refusals()) {
		EXPECT_NE(refusal.error, 0) << refusal.reason;
		EXPECT_LT(refusal.from, refusal.before) << refusal.reason;
		EXPECT_NE(refusal.reason.find('('), std::string_view::npos)
			<< "an entry without a source: " << refusal.reason;
		EXPECT_FALSE(refusal.exporter.empty());
		EXPECT_FALSE(refusal.importer.empty());
	}
}

} // namespace
} // namespace cf
