// SPDX-License-Identifier: MIT
#include "results/piglit/totals.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace cf
{
namespace
{

TEST(Totals, count_in_every_group_above)
{
	Totals totals;
	totals.add("crossfence@a@b@one", Outcome::pass);
	totals.add("crossfence@a@b@two", Outcome::dmesg_fail);
	totals.add("crossfence@a@c@three", Outcome::pass);
	const nlohmann::json object = totals.to_json();
	EXPECT_EQ(object.size(), 6U);
	EXPECT_EQ(object["crossfence@a@b"]["pass"], 1);
	EXPECT_EQ(object["crossfence@a@b"]["dmesg-fail"], 1);
	EXPECT_EQ(object["crossfence@a"]["pass"], 2);
	for (const char *top : {"crossfence", "", "root"}) {
		EXPECT_EQ(object[top]["pass"], 2) << top;
		EXPECT_EQ(object[top]["dmesg-fail"], 1) << top;
		EXPECT_EQ(object[top]["skip"], 0) << top;
		EXPECT_EQ(object[top]["__type__"], "Totals") << top;
	}
}

} // namespace
} // namespace cf
