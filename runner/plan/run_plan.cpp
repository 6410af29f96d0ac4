// SPDX-License-Identifier: MIT
#include "plan/run_plan.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "plan/shard/shard.h"
#include "text/usage_error.h"

namespace cf
{

namespace
{

// Cases that may cost the machine: the kernel, its modules, its lockdep.
constexpr std::array<std::string_view, 3> kOnlyWhenAllowed{"hunt", "unload", "splat"};

std::optional<std::string> forbidden_label(const TestCase &test, const RunSettings &settings)
{
	for (const std::string &label : test.labels)
		if (std::ranges::count(kOnlyWhenAllowed, label) &&
			!std::ranges::count(settings.allow, label))
			return label;
	return std::nullopt;
}

PlannedCase settled_case(std::string id, std::string reason)
{
	return {{.id = std::move(id)}, Verdict{Outcome::fail, std::move(reason), {}}};
}

// Why a role can't be used at all; empty when it can.
std::string absence(std::string_view role, const Survey &survey)
{
	const auto device = std::ranges::find(survey.devices, role, &Device::role);
	if (device != survey.devices.end())
		return device->why_not;
	return survey.devices_trouble.empty()
		? "not among the devices of this machine, see: crossfence devices"
		: survey.devices_trouble;
}

bool can(std::string_view role, std::string_view ability, const Survey &survey)
{
	return has_ability(*std::ranges::find(survey.devices, role, &Device::role), ability);
}

// Why what is required can't be relied on; none when it can. `wanted`: "vgem", or
// "vgem:fences" with an ability that the role must have.
std::optional<std::string> missing(std::string_view wanted, const Survey &survey)
{
	const std::size_t colon = wanted.find(':');
	const std::string_view role = wanted.substr(0, colon);
	if (const std::string why = absence(role, survey); !why.empty())
		return fmt::format("required role {} is missing: {}", role, why);
	if (colon == std::string_view::npos || can(role, wanted.substr(colon + 1), survey))
		return std::nullopt;
	return fmt::format("required role {} has not the ability '{}', see: crossfence devices",
		role, wanted.substr(colon + 1));
}

} // namespace

RunPlan make_plan(const Survey &survey, const FilterList &filters, const RunSettings &settings)
{
	RunPlan plan;
	for (const std::string &role : settings.require)
		if (auto why = missing(role, survey))
			plan.cases.push_back(settled_case("require@" + role, std::move(*why)));
	for (const ListingTrouble &trouble : survey.catalog.troubles)
		plan.cases.push_back(settled_case(
			"listing@" + trouble.program, "cannot be listed: " + trouble.reason));
	bool any = false;
	std::vector<TestCase> selected = filters.select(survey.catalog.cases);
	if (settings.shards > 1)
		selected = cases_of_shard(std::move(selected), {settings.shard, settings.shards},
			settings.history.empty() ? SecondsById{}
						 : recorded_times(settings.history));
	for (TestCase &test : selected) {
		if (const auto label = forbidden_label(test, settings)) {
			++plan.left_out[*label];
			continue;
		}
		any = true;
		plan.cases.push_back({std::move(test), std::nullopt});
	}
	if (!any && survey.catalog.troubles.empty())
		throw UsageError(plan.left_out.empty()
				? "nothing to run: the test programs have no such case on this "
				  "machine, or this shard has none"
				: "nothing to run; " + describe_left_out(plan));
	return plan;
}

std::string describe_left_out(const RunPlan &plan)
{
	if (plan.left_out.empty())
		return {};
	std::vector<std::string> counts;
	std::vector<std::string> labels;
	for (const auto &[label, count] : plan.left_out) {
		counts.push_back(fmt::format("{} {}", count, label));
		labels.push_back(label);
	}
	return fmt::format("left out: {} (--allow {} runs them)", fmt::join(counts, ", "),
		fmt::join(labels, ","));
}

} // namespace cf
