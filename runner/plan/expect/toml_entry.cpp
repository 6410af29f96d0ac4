// SPDX-License-Identifier: MIT
#include "plan/expect/toml_entry.h"

#include <algorithm>

#include <fmt/format.h>

#include "text/usage_error.h"

namespace cf
{

void TomlEntry::refuse(const std::string &what) const
{
	throw UsageError(fmt::format("{}:{}: {}", path_, table_.source().begin.line, what));
}

std::string TomlEntry::text(std::string_view key) const
{
	const auto value = table_[key].value<std::string>();
	if (!value || value->empty())
		refuse(fmt::format("an entry needs {} = \"…\"", key));
	return *value;
}

bool TomlEntry::flag(std::string_view key) const
{
	if (table_.contains(key) && !table_[key].is_boolean())
		refuse(fmt::format("{} is true or false", key));
	return table_[key].value_or(false);
}

std::vector<std::string> TomlEntry::words(std::string_view key) const
{
	std::vector<std::string> found;
	if (const toml::array *list = table_[key].as_array())
		for (const toml::node &node : *list)
			found.push_back(node.value_or(std::string{}));
	else if (table_.contains(key))
		found.push_back(table_[key].value_or(std::string{}));
	if (std::ranges::count(found, ""))
		refuse(fmt::format("{} is a text or a list of texts", key));
	return found;
}

std::optional<KernelSeries> TomlEntry::series(std::string_view key) const
{
	if (!table_.contains(key))
		return std::nullopt;
	const auto parsed = KernelSeries::parse(text(key));
	if (!parsed)
		refuse(fmt::format("{} is a kernel series like \"6.12\"", key));
	return parsed;
}

Where TomlEntry::where() const
{
	return {series("from"), series("before"), words("driver"), words("board")};
}

void TomlEntry::refuse_keys_but(std::initializer_list<std::string_view> known) const
{
	for (const auto &[key, value] : table_)
		if (std::ranges::find(known, key.str()) == known.end())
			refuse(fmt::format("unknown key '{}'", key.str()));
}

} // namespace cf
