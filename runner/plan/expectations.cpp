// SPDX-License-Identifier: MIT
#include "plan/expectations.h"

#include <algorithm>
#include <charconv>
#include <iterator>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "catalog/filter.h"
#include "text/usage_error.h"

namespace cf
{

namespace
{

// Reads one entry, and says where a mistake is.
class Entry
{
public:
	Entry(const std::string &path, const toml::table &table) : path_(path), table_(table) {}

	Expectation read() const
	{
		Expectation entry;
		entry.ids = ids();
		entry.from = series("from");
		entry.before = series("before");
		const std::string outcome = text("outcome");
		const auto named = outcome_named(outcome);
		if (!named || !is_unexpected(*named))
			refuse(fmt::format(
				"outcome '{}' is none that a run would complain about", outcome));
		entry.expected = {*named, text("reason"), flag("sometimes")};
		refuse_unknown_keys();
		return entry;
	}

private:
	[[noreturn]] void refuse(const std::string &what) const
	{
		throw UsageError(fmt::format("{}:{}: {}", path_, table_.source().begin.line, what));
	}

	std::string text(std::string_view key) const
	{
		const auto value = table_[key].value<std::string>();
		if (!value || value->empty())
			refuse(fmt::format("an entry needs {} = \"…\"", key));
		return *value;
	}

	bool flag(std::string_view key) const
	{
		if (table_.contains(key) && !table_[key].is_boolean())
			refuse(fmt::format("{} is true or false", key));
		return table_[key].value_or(false);
	}

	std::vector<std::string> ids() const
	{
		std::vector<std::string> found;
		if (const toml::array *list = table_["ids"].as_array())
			for (const toml::node &node : *list)
				found.push_back(node.value_or(std::string{}));
		if (found.empty() || std::ranges::find(found, "") != found.end())
			refuse("an entry needs ids = [\"GLOB\", …]");
		return found;
	}

	std::optional<KernelSeries> series(std::string_view key) const
	{
		if (!table_.contains(key))
			return std::nullopt;
		const auto parsed = KernelSeries::parse(text(key));
		if (!parsed)
			refuse(fmt::format("{} is a kernel series like \"6.12\"", key));
		return parsed;
	}

	void refuse_unknown_keys() const
	{
		constexpr std::string_view kKnown[] = {
			"ids", "from", "before", "outcome", "reason", "sometimes"};
		for (const auto &[key, value] : table_)
			if (std::ranges::find(kKnown, key.str()) == std::end(kKnown))
				refuse(fmt::format("unknown key '{}'", key.str()));
	}

	const std::string &path_;
	const toml::table &table_;
};

toml::table parse_file(const std::string &path)
{
	try {
		return toml::parse_file(path);
	} catch (const toml::parse_error &error) {
		throw UsageError(fmt::format(
			"{}:{}: {}", path, error.source().begin.line, error.description()));
	}
}

} // namespace

std::optional<KernelSeries> KernelSeries::parse(std::string_view text)
{
	KernelSeries series;
	const char *end = text.data() + text.size();
	const auto [dot, major_error] = std::from_chars(text.data(), end, series.major);
	if (major_error != std::errc{} || dot == end || *dot != '.')
		return std::nullopt;
	if (std::from_chars(dot + 1, end, series.minor).ec != std::errc{})
		return std::nullopt;
	return series;
}

bool Expectation::holds_for(const std::string &id, KernelSeries kernel) const
{
	if ((from && kernel < *from) || (before && kernel >= *before))
		return false;
	return std::ranges::any_of(
		ids, [&](const std::string &glob) { return Filter(glob).matches(id); });
}

std::vector<Expectation> read_expectations(const std::string &path)
{
	const toml::table file = parse_file(path);
	const toml::array *entries = file["expect"].as_array();
	if (!entries || file.size() != 1)
		throw UsageError(fmt::format("{}: holds no list of [[expect]] alone", path));
	std::vector<Expectation> found;
	for (const toml::node &node : *entries) {
		if (!node.is_table())
			throw UsageError(fmt::format("{}: expect is no list of tables", path));
		found.push_back(Entry(path, *node.as_table()).read());
	}
	return found;
}

Expectations::Expectations(std::span<const std::string> files, std::string_view kernel_release)
	: kernel_(KernelSeries::parse(kernel_release).value_or(KernelSeries{}))
{
	for (const std::string &file : files)
		std::ranges::move(read_expectations(file), std::back_inserter(entries_));
}

std::optional<Expected> Expectations::of(const std::string &id) const
{
	for (const Expectation &entry : entries_)
		if (entry.holds_for(id, kernel_))
			return entry.expected;
	return std::nullopt;
}

} // namespace cf
