// SPDX-License-Identifier: MIT
#include "catalog/device.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace cf
{

namespace
{

Device parse_device(std::string_view line)
{
	try {
		const auto object = nlohmann::json::parse(line);
		return {.role = object.at("role"),
			.node = object.value("node", ""),
			.exports = object.value("exports", false),
			.imports = object.value("imports", false),
			.fences = object.value("fences", false),
			.reads = object.value("reads", false),
			.writes = object.value("writes", false),
			.can = object.value("can", std::vector<std::string>{}),
			.why_not = object.value("why_not", "")};
	} catch (const nlohmann::json::exception &) {
		throw std::runtime_error(fmt::format("cannot decode the line '{:.200}'", line));
	}
}

struct Ability {
	const char *name;
	bool Device::*field;
};

constexpr std::array<Ability, 5> kAbilities{
	{{"exports", &Device::exports}, {"imports", &Device::imports}, {"fences", &Device::fences},
		{"reads", &Device::reads}, {"writes", &Device::writes}}};

constexpr std::size_t kColumns = 6;
using Row = std::array<std::string, kColumns>;

Row row_of(const Device &device)
{
	const auto tick = [](bool can) {
		return can ? "yes" : "-";
	};
	const std::string last = device.why_not.empty()
		? fmt::format("{}", fmt::join(device.can, " "))
		: "not usable: " + device.why_not;
	return {device.role, device.node.empty() ? "-" : device.node, tick(device.exports),
		tick(device.imports), tick(device.fences), last};
}

} // namespace

bool has_ability(const Device &device, std::string_view ability)
{
	return std::ranges::any_of(kAbilities,
		[&](const Ability &known) { return known.name == ability && device.*known.field; });
}

void to_json(nlohmann::json &object, const Device &device)
{
	object = {{"role", device.role}, {"node", device.node}, {"can", device.can}};
	for (const Ability &ability : kAbilities)
		object[ability.name] = device.*ability.field;
	if (!device.why_not.empty())
		object["why_not"] = device.why_not;
}

std::vector<Device> parse_devices(std::string_view output)
{
	std::vector<Device> devices;
	while (!output.empty()) {
		const std::size_t end = std::min(output.find('\n'), output.size());
		if (end > 0)
			devices.push_back(parse_device(output.substr(0, end)));
		output.remove_prefix(std::min(end + 1, output.size()));
	}
	return devices;
}

std::string format_devices(const std::vector<Device> &devices)
{
	std::vector<Row> rows{{"ROLE", "NODE", "EXPORTS", "IMPORTS", "FENCES", "CAN"}};
	for (const Device &device : devices)
		rows.push_back(row_of(device));
	std::array<std::size_t, kColumns> width{};
	for (const Row &row : rows)
		for (std::size_t i = 0; i < kColumns; ++i)
			width[i] = std::max(width[i], row[i].size());
	std::string table;
	for (const Row &row : rows) {
		std::string line;
		for (std::size_t i = 0; i < kColumns; ++i)
			line += fmt::format("{:<{}}  ", row[i], width[i]);
		line.erase(line.find_last_not_of(' ') + 1);
		table += line + "\n";
	}
	return table;
}

} // namespace cf
