// SPDX-License-Identifier: MIT
#include "report/model/merge.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>

#include <fmt/format.h>

namespace cf
{

namespace
{

// The order of the outcomes, with those that prove nothing below a pass.
int rank_of(Outcome outcome)
{
	switch (outcome) {
	case Outcome::notrun:
		return -2;
	case Outcome::skip:
		return -1;
	default:
		return static_cast<int>(outcome);
	}
}

std::string other_result(const TestEntry &test, const RunPart &part)
{
	return fmt::format("{} has {} for it, too", part.path, name_of(test.outcome));
}

// What was measured does not become worse or better by a result.
void keep_measured(TestEntry &known, TestEntry &other)
{
	std::ranges::move(other.measured_again, std::back_inserter(known.measured_again));
	if (!other.metrics.empty())
		known.measured_again.push_back(std::move(other.metrics));
}

void add_result(TestEntry &known, TestEntry test, const std::vector<RunPart> &parts)
{
	if (is_worse(test, known))
		std::swap(known, test);
	keep_measured(known, test);
	known.notes.insert(known.notes.end(), test.notes.begin(), test.notes.end());
	known.notes.push_back(other_result(test, parts[test.part]));
}

void add_devices(std::vector<Device> &known, std::vector<Device> devices)
{
	for (Device &device : devices)
		if (std::ranges::find(known, device.role, &Device::role) == known.end())
			known.push_back(std::move(device));
	std::ranges::sort(known, {}, &Device::role);
}

} // namespace

bool is_worse(const TestEntry &a, const TestEntry &b)
{
	return std::tuple(a.counts_against_run(), rank_of(a.outcome)) >
		std::tuple(b.counts_against_run(), rank_of(b.outcome));
}

void merge_into(ResultSet &all, ResultSet part)
{
	const std::size_t number = all.parts.size();
	std::ranges::move(part.parts, std::back_inserter(all.parts));
	add_devices(all.devices, std::move(part.devices));
	std::map<std::string, std::size_t, std::less<>> places;
	for (std::size_t i = 0; i < all.tests.size(); ++i)
		places[all.tests[i].id] = i;
	for (TestEntry &test : part.tests) {
		test.part = number;
		const auto known = places.find(test.id);
		if (known == places.end()) {
			all.tests.push_back(std::move(test));
			continue;
		}
		++all.in_several;
		add_result(all.tests[known->second], std::move(test), all.parts);
	}
	std::ranges::sort(all.tests, {}, &TestEntry::id);
}

} // namespace cf
