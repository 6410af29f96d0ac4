// SPDX-License-Identifier: MIT
#include "results/piglit/totals.h"

#include <nlohmann/json.hpp>

namespace cf
{

void Totals::add(std::string_view test_name, Outcome outcome)
{
	const auto count = [&](std::string_view group) {
		++groups_[std::string(group)][static_cast<std::size_t>(outcome)];
	};
	std::string_view group = test_name;
	while (!group.empty()) {
		const std::size_t separator = group.rfind('@');
		group = group.substr(0, separator == group.npos ? 0 : separator);
		count(group);
	}
	count("root");
}

nlohmann::json Totals::to_json() const
{
	auto object = nlohmann::json::object();
	for (const auto &[group, counts] : groups_) {
		nlohmann::json &total = object[group];
		total["__type__"] = "Totals";
		for (const Outcome outcome : kAllOutcomes)
			total[std::string(name_of(outcome))] =
				counts[static_cast<std::size_t>(outcome)];
	}
	return object;
}

} // namespace cf
