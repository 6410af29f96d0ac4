// SPDX-License-Identifier: MIT
#include <nlohmann/json.hpp>

#include "report/compare/comparison_text.h"

namespace cf
{

namespace
{

using nlohmann::json;

json run_json(const ResultSet &set)
{
	json paths = json::array();
	for (const RunPart &part : set.parts)
		paths.push_back(part.path);
	return {{"paths", paths}, {"kernel", set.kernels()}, {"tests", set.tests.size()},
		{"finished", set.finished()}};
}

json result_json(const TestEntry *test)
{
	if (!test)
		return nullptr;
	return {{"result", name_of(test->outcome)}, {"reason", test->reason},
		{"seconds", test->seconds()}, {"command", test->command}};
}

json pair_json(const Pair &pair)
{
	const TestEntry &either = pair.after ? *pair.after : *pair.before;
	return {{"id", either.id}, {"before", result_json(pair.before)},
		{"after", result_json(pair.after)}};
}

json pairs_json(const std::vector<Pair> &pairs)
{
	json list = json::array();
	for (const Pair &pair : pairs)
		list.push_back(pair_json(pair));
	return list;
}

json metrics_json(const std::vector<MetricShift> &shifts)
{
	json list = json::array();
	for (const MetricShift &shift : shifts) {
		json one{{"id", shift.tests.after->id}, {"name", shift.name}, {"unit", shift.unit},
			{"of_floor", shift.shift.of_floor}, {"before", shift.shift.before},
			{"after", shift.shift.after}, {"ratio", shift.shift.ratio()},
			{"low", shift.shift.low}, {"high", shift.shift.high},
			{"runs", {shift.shift.runs_before, shift.shift.runs_after}}};
		if (shift.size)
			one["size"] = *shift.size;
		list.push_back(std::move(one));
	}
	return list;
}

json growths_json(const std::vector<GrowthChange> &changes)
{
	json list = json::array();
	for (const GrowthChange &change : changes) {
		const Difference &exponent = change.growth.exponent;
		list.push_back({{"id", change.tests.after->id}, {"name", change.growth.name},
			{"from", change.growth.from}, {"to", change.growth.to},
			{"before", exponent.before}, {"after", exponent.after},
			{"more", exponent.amount()}, {"low", exponent.low}, {"high", exponent.high},
			{"runs", {exponent.runs_before, exponent.runs_after}}});
	}
	return list;
}

} // namespace

json comparison_json(const Comparison &comparison, const ResultSet &before, const ResultSet &after)
{
	return {{"a", run_json(before)}, {"b", run_json(after)},
		{"regressions", pairs_json(comparison.regressions)},
		{"known_failures", pairs_json(comparison.known_failures)},
		{"fixes", pairs_json(comparison.fixes)},
		{"changed", pairs_json(comparison.changed)},
		{"no_longer_run", pairs_json(comparison.no_longer_run)},
		{"run_again", pairs_json(comparison.run_again)},
		{"new", pairs_json(comparison.added)},
		{"vanished", pairs_json(comparison.vanished)},
		{"run_times", pairs_json(comparison.run_times)},
		{"slower", metrics_json(comparison.slower)},
		{"faster", metrics_json(comparison.faster)},
		{"steeper", growths_json(comparison.steeper)},
		{"flatter", growths_json(comparison.flatter)}, {"measured", comparison.measured},
		{"of_one_run", comparison.of_one_run}, {"noisy", comparison.noisy},
		{"few", comparison.few}, {"unchanged", comparison.unchanged}};
}

} // namespace cf
