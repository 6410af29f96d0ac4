// SPDX-License-Identifier: MIT
#include "results/measured/measurement.h"

#include <algorithm>

#include <nlohmann/json.hpp>

#include "results/measured/spread.h"
#include "text/json_member.h"

namespace cf
{

namespace
{

using nlohmann::json;

// Of a measured value: the difference of two is still a number.
constexpr double kLargest = 1e300;

bool is_number(const json &value)
{
	return value.is_number();
}

bool is_text(const json &value)
{
	return value.is_string();
}

bool is_list_of(const json &value, bool (*is_one)(const json &))
{
	return value.is_array() && std::ranges::all_of(value, is_one);
}

// A member of an event: whether it may be there, and be this.
bool is_part(const std::string &key, const json &value)
{
	if (key == "values")
		return is_list_of(value, is_number);
	if (key == "noise")
		return is_list_of(value, is_text);
	if (key == "size")
		return value.is_number();
	return (key == "event" || key == "name" || key == "unit" || key == "floor") &&
		value.is_string();
}

} // namespace

bool is_measurement(const json &event)
{
	for (const char *needed : {"name", "unit", "values"})
		if (!event.contains(needed))
			return false;
	return std::ranges::all_of(
		event.items(), [](const auto &item) { return is_part(item.key(), item.value()); });
}

Measurement read_measurement(const json &value)
{
	Measurement measurement{.name = get_or<std::string>(value, "name", "unnamed"),
		.unit = get_or<std::string>(value, "unit", ""),
		.values = {},
		.floor = get_or<std::string>(value, "floor", ""),
		.size = {},
		.noise = get_or(value, "noise", std::vector<std::string>())};
	for (const json &number : get_or<json>(value, "values", json::array()))
		if (number.is_number())
			measurement.values.push_back(
				std::clamp(number.get<double>(), -kLargest, kLargest));
	if (const auto size = value.find("size"); size != value.end() && size->is_number())
		measurement.size = size->get<double>();
	return measurement;
}

std::optional<double> ratio_to_floor(
	const Measurement &measurement, const std::vector<Measurement> &all)
{
	const auto floor = std::ranges::find(all, measurement.floor, &Measurement::name);
	if (measurement.floor.empty() || floor == all.end() || measurement.values.empty())
		return {};
	const double bottom = spread_of(floor->values).median;
	if (bottom <= 0)
		return {};
	return spread_of(measurement.values).median / bottom;
}

} // namespace cf
