// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include <toml++/toml.h>

#include "plan/expect/expectation.h"

// One table of an expectation file, read key by key. Every mistake is a UsageError that
// names the file and the line where the table begins.

namespace cf
{

class TomlEntry
{
public:
	// Both must outlive the entry.
	TomlEntry(const std::string &path, const toml::table &table) : path_(path), table_(table) {}

	[[noreturn]] void refuse(const std::string &what) const;

	bool has(std::string_view key) const { return table_.contains(key); }
	std::string text(std::string_view key) const;               // must be there
	bool flag(std::string_view key) const;                      // else false
	std::vector<std::string> words(std::string_view key) const; // a text or a list of some
	Where where() const;

	void refuse_keys_but(std::initializer_list<std::string_view> known) const;

private:
	std::optional<KernelSeries> series(std::string_view key) const;

	const std::string &path_;
	const toml::table &table_;
};

} // namespace cf
