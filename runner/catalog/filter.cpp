// SPDX-License-Identifier: MIT
#include "catalog/filter.h"

#include <algorithm>
#include <stdexcept>

#include <fnmatch.h>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/text_file.h"
#include "text/usage_error.h"

namespace cf
{

namespace
{

constexpr std::string_view kRegexPrefix = "re:";
constexpr std::string_view kResultPrefix = "crossfence@";

std::string_view trimmed(std::string_view line)
{
	const auto first = line.find_first_not_of(" \t\r");
	if (first == std::string_view::npos)
		return {};
	return line.substr(first, line.find_last_not_of(" \t\r") - first + 1);
}

} // namespace

Filter::Filter(std::string_view word) : word_(word)
{
	if (!word.starts_with(kRegexPrefix)) {
		if (word.starts_with(kResultPrefix))
			word.remove_prefix(kResultPrefix.size());
		glob_ = word;
		return;
	}
	try {
		regex_.emplace(std::string{word.substr(kRegexPrefix.size())});
	} catch (const std::invalid_argument &error) {
		throw UsageError(fmt::format("filter '{}': {}", word_, error.what()));
	}
}

bool Filter::matches(const std::string &id) const
{
	if (regex_)
		return regex_->is_found_in(id);
	return fnmatch(glob_.c_str(), id.c_str(), 0) == 0 ||
		fnmatch((glob_ + "@*").c_str(), id.c_str(), 0) == 0;
}

bool Filter::may_match_program(const std::string &program) const
{
	if (regex_)
		return true;
	const std::string start = program + "@";
	const std::string literal = glob_.substr(0, glob_.find_first_of("*?[\\"));
	return start.starts_with(literal) || literal.starts_with(start);
}

FilterList::FilterList(std::span<const std::string> words)
{
	for (const std::string &word : words) {
		if (word.starts_with('@'))
			add_file(word.substr(1));
		else
			filters_.emplace_back(word);
	}
}

void FilterList::add_file(const std::string &path)
{
	const Result<std::string> text = try_read_text(path);
	if (!text.ok())
		throw UsageError(
			fmt::format("filter file {}: {}", path, text.failure().error.name()));
	const std::size_t before = filters_.size();
	std::string_view rest = text.value();
	while (!rest.empty()) {
		const std::size_t end = std::min(rest.find('\n'), rest.size());
		const std::string_view line = trimmed(rest.substr(0, end));
		if (!line.empty() && !line.starts_with('#'))
			filters_.emplace_back(line);
		rest.remove_prefix(std::min(end + 1, rest.size()));
	}
	if (filters_.size() == before)
		throw UsageError(fmt::format("filter file {} holds no filter", path));
}

bool FilterList::may_match_program(const std::string &program) const
{
	return filters_.empty() || std::ranges::any_of(filters_, [&](const Filter &filter) {
		return filter.may_match_program(program);
	});
}

std::vector<TestCase> FilterList::select(std::span<const TestCase> cases) const
{
	if (filters_.empty())
		return {cases.begin(), cases.end()};
	std::vector<TestCase> selected;
	std::vector<bool> used(filters_.size());
	for (const TestCase &test : cases) {
		bool wanted = false;
		for (std::size_t i = 0; i < filters_.size(); ++i) {
			if (!filters_[i].matches(test.id))
				continue;
			used[i] = true;
			wanted = true;
		}
		if (wanted)
			selected.push_back(test);
	}
	std::vector<std::string> useless;
	for (std::size_t i = 0; i < filters_.size(); ++i)
		if (!used[i])
			useless.push_back(fmt::format("'{}'", filters_[i].word()));
	if (!useless.empty())
		throw UsageError(fmt::format(
			"no test matches {}; see: crossfence list", fmt::join(useless, ", ")));
	return selected;
}

} // namespace cf
