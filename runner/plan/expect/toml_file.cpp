// SPDX-License-Identifier: MIT
#include "plan/expect/toml_file.h"

#include <functional>
#include <stdexcept>

#include <fmt/format.h>
#include <toml++/toml.h>

#include "plan/expect/toml_entry.h"
#include "text/usage_error.h"

namespace cf
{

namespace
{

Outcome outcome_in(const TomlEntry &entry)
{
	const std::string name = entry.text("outcome");
	const auto outcome = outcome_named(name);
	if (!outcome || !is_unexpected(*outcome))
		entry.refuse(
			fmt::format("outcome '{}' is none that a run would complain about", name));
	return *outcome;
}

// A case that is left out has no outcome; a flake may have any.
Expected read_expected(const TomlEntry &entry)
{
	Expected expected{.reason = entry.text("reason"),
		.sometimes = entry.flag("flake"),
		.skip = entry.flag("skip")};
	if (expected.skip && (entry.has("outcome") || entry.has("flake")))
		entry.refuse("a case that is left out has no outcome and is no flake");
	expected.any_failure = expected.sometimes && !entry.has("outcome");
	if (!expected.skip && !expected.any_failure)
		expected.outcome = outcome_in(entry);
	return expected;
}

Expectation read_expectation(const TomlEntry &entry)
{
	Expectation found;
	for (const std::string &glob : entry.words("ids")) {
		try {
			found.ids.emplace_back(glob);
		} catch (const UsageError &error) {
			entry.refuse(error.what());
		}
	}
	if (found.ids.empty())
		entry.refuse("an entry needs ids = [\"GLOB\", …]");
	found.where = entry.where();
	found.expected = read_expected(entry);
	entry.refuse_keys_but(
		{"ids", "from", "before", "driver", "board", "outcome", "flake", "skip", "reason"});
	return found;
}

HarmlessEntry read_harmless(const TomlEntry &entry)
{
	entry.refuse_keys_but({"pattern", "kinds", "from", "before", "driver", "board", "reason"});
	const std::string pattern = entry.text("pattern");
	const std::string reason = entry.text("reason");
	try {
		return {HarmlessPattern(pattern, entry.words("kinds"), reason), entry.where()};
	} catch (const std::invalid_argument &error) {
		entry.refuse(error.what());
	}
}

toml::table parse(std::string_view text, const std::string &path)
{
	try {
		return toml::parse(text, path);
	} catch (const toml::parse_error &error) {
		throw UsageError(fmt::format(
			"{}:{}: {}", path, error.source().begin.line, error.description()));
	}
}

// Hands each table of the list `key` to `read`.
void for_each(const toml::table &file, const std::string &path, std::string_view key,
	const std::function<void(const TomlEntry &)> &read)
{
	if (!file.contains(key))
		return;
	const toml::array *entries = file[key].as_array();
	if (!entries)
		throw UsageError(fmt::format("{}: {} is no list of [[{}]]", path, key, key));
	for (const toml::node &node : *entries) {
		if (!node.is_table())
			throw UsageError(fmt::format("{}:{}: {} is no list of [[{}]]", path,
				node.source().begin.line, key, key));
		read(TomlEntry(path, *node.as_table()));
	}
}

} // namespace

ExpectationFile parse_toml_file(std::string_view text, const std::string &path)
{
	const toml::table table = parse(text, path);
	const TomlEntry whole(path, table);
	whole.refuse_keys_but({"require", "expect", "harmless"});
	if (table.empty())
		whole.refuse("holds no require, [[expect]] or [[harmless]]");
	ExpectationFile file{.require = whole.words("require")};
	for_each(table, path, "expect", [&file](const TomlEntry &entry) {
		file.expectations.push_back(read_expectation(entry));
	});
	for_each(table, path, "harmless",
		[&file](const TomlEntry &entry) { file.harmless.push_back(read_harmless(entry)); });
	return file;
}

} // namespace cf
