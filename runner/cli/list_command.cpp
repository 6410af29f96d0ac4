// SPDX-License-Identifier: MIT
#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "cli/commands.h"
#include "plan/survey.h"
#include "progress/terminal.h"

namespace cf
{

namespace
{

bool has_label(const TestCase &test, const std::vector<std::string> &labels)
{
	return labels.empty() ||
		std::ranges::find_first_of(test.labels, labels) != test.labels.end();
}

std::string as_json(const std::vector<TestCase> &cases)
{
	if (cases.empty())
		return "[]\n";
	std::string text = "[";
	for (const TestCase &test : cases) {
		const nlohmann::json object{
			{"id", test.id}, {"labels", test.labels}, {"roles", test.roles}};
		text += (text.size() > 1 ? ",\n" : "\n") + object.dump();
	}
	return text + "\n]\n";
}

std::string as_lines(const std::vector<TestCase> &cases)
{
	std::string text;
	for (const TestCase &test : cases)
		text += test.id + "\n";
	return text;
}

} // namespace

int list_command(const ListOptions &options)
{
	EventLoop loop;
	Children children(loop);
	const StopSignals stop(loop);
	const FilterList filters(options.filters);
	const Survey survey = survey_machine(loop, children, stop,
		{.tests = options.tests, .filters = &filters, .limit = kDefaultTimeout});
	for (const ListingTrouble &trouble : survey.catalog.troubles)
		complain(fmt::format("{} cannot be listed: {}", trouble.program, trouble.reason));
	std::vector<TestCase> cases = filters.select(survey.catalog.cases);
	std::erase_if(
		cases, [&](const TestCase &test) { return !has_label(test, options.labels); });
	show(options.json ? as_json(cases) : as_lines(cases));
	if (stop.received())
		return kNotFinished;
	return survey.catalog.troubles.empty() ? kAsExpected : kUnexpected;
}

} // namespace cf
