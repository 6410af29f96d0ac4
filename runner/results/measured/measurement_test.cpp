// SPDX-License-Identifier: MIT
#include "results/measured/measurement.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace cf
{
namespace
{

using nlohmann::json;

constexpr const char *kWhole = R"({"event": "metric", "name": "wake", "unit": "ns",
	"values": [3, 1, 2.5], "floor": "eventfd", "size": 16, "noise": ["steal 3 %"]})";

TEST(Measurement, is_what_the_event_says)
{
	const Measurement found = read_measurement(json::parse(kWhole));
	EXPECT_EQ(found.name, "wake");
	EXPECT_EQ(found.unit, "ns");
	EXPECT_EQ(found.values, (std::vector<double>{3, 1, 2.5}));
	EXPECT_EQ(found.floor, "eventfd");
	EXPECT_EQ(found.size, 16);
	EXPECT_EQ(found.noise, std::vector<std::string>{"steal 3 %"});
}

TEST(Measurement, leaves_out_what_is_no_number)
{
	const json value = json::parse(R"({"name": "m", "values": [1e308, null, -1e308]})");
	EXPECT_EQ(read_measurement(value).values, (std::vector<double>{1e300, -1e300}));
}

TEST(Measurement, of_an_event_has_one_shape)
{
	EXPECT_TRUE(is_measurement(json::parse(kWhole)));
	for (const char *key : {"name", "unit", "values"}) {
		json lacking = json::parse(kWhole);
		lacking.erase(key);
		EXPECT_FALSE(is_measurement(lacking)) << key;
	}
	for (const char *key : {"name", "unit", "values", "floor", "size", "noise", "other"}) {
		json wrong = json::parse(kWhole);
		wrong[key] = json::array({json::array()});
		EXPECT_FALSE(is_measurement(wrong)) << key;
	}
}

TEST(Measurement, has_a_ratio_where_it_names_a_floor)
{
	const std::vector<Measurement> all{{.name = "eventfd", .unit = "ns", .values = {9, 10, 11}},
		{.name = "poll", .unit = "ns", .values = {30, 40, 20}, .floor = "eventfd"},
		{.name = "zero", .unit = "ns", .values = {0}, .floor = "eventfd"},
		{.name = "lost", .unit = "ns", .values = {1}, .floor = "nothing"},
		{.name = "on zero", .unit = "ns", .values = {1}, .floor = "zero"}};
	EXPECT_FALSE(ratio_to_floor(all[0], all));
	EXPECT_EQ(ratio_to_floor(all[1], all), 3);
	EXPECT_EQ(ratio_to_floor(all[2], all), 0);
	EXPECT_FALSE(ratio_to_floor(all[3], all));
	EXPECT_FALSE(ratio_to_floor(all[4], all));
}

} // namespace
} // namespace cf
