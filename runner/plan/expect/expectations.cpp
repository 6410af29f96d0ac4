// SPDX-License-Identifier: MIT
#include "plan/expect/expectations.h"

#include <algorithm>
#include <iterator>

namespace cf
{

Expectations::Expectations(std::span<const std::string> files, std::string_view kernel_release,
	const std::string &board)
{
	machine_.kernel = KernelSeries::parse(kernel_release).value_or(KernelSeries{});
	machine_.boards = board.empty() ? names_of_this_board() : std::vector{board};
	for (const std::string &path : files) {
		ExpectationFile file = read_expectation_file(path);
		std::ranges::move(file.expectations, std::back_inserter(entries_));
		std::ranges::move(file.harmless, std::back_inserter(harmless_entries_));
		std::ranges::move(file.require, std::back_inserter(required_));
	}
	choose_harmless();
}

void Expectations::know_devices(std::span<const Device> devices)
{
	machine_.roles = usable_roles(devices);
	choose_harmless();
}

void Expectations::choose_harmless()
{
	harmless_.clear();
	for (const HarmlessEntry &entry : harmless_entries_)
		if (entry.where.holds_everywhere(machine_))
			harmless_.push_back(entry.pattern);
}

std::optional<Expected> Expectations::of(const std::string &id) const
{
	std::optional<Expected> first;
	for (const Expectation &entry : entries_) {
		if ((first && !entry.expected.skip) || !entry.holds_for(machine_, id))
			continue;
		first = entry.expected;
		if (first->skip)
			break;
	}
	return first;
}

void settle_skips(RunPlan &plan, const Expectations &expectations)
{
	for (PlannedCase &planned : plan.cases) {
		const auto expected = expectations.of(planned.test.id);
		if (!planned.settled && expected && expected->skip)
			planned.settled = Verdict{.outcome = Outcome::skip,
				.reason = "left out by an expectation file: " + expected->reason};
	}
}

} // namespace cf
