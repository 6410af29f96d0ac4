// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/test_case.h"
#include "text/regex.h"

// The FILTER words of the command line. A word is a glob over ids, `re:REGEX`
// (RE2 syntax, found anywhere in the id) or `@FILE` with one word a line. A
// glob that matches the leading parts of an id matches the id: `fences` stands for
// `fences@*`. The prefix `crossfence@`, as result files have it, is ignored.

namespace cf
{

class Filter
{
public:
	// Throws UsageError for a regular expression that does not compile.
	explicit Filter(std::string_view word);

	const std::string &word() const { return word_; }
	bool matches(const std::string &id) const;

	// False when no id that begins with `program` and '@' can match, so that
	// the program need not be asked for its cases.
	bool may_match_program(const std::string &program) const;

private:
	std::string word_;
	std::string glob_;
	std::optional<Regex> regex_;
};

class FilterList
{
public:
	// Reads the files of `@FILE` words. Throws UsageError when one can't be read
	// or holds no filter.
	explicit FilterList(std::span<const std::string> words);

	// An empty list lets everything through.
	bool may_match_program(const std::string &program) const;

	// The cases that some filter matches, in their order. Throws UsageError
	// that names every filter without a match.
	std::vector<TestCase> select(std::span<const TestCase> cases) const;

private:
	void add_file(const std::string &path);

	std::vector<Filter> filters_;
};

} // namespace cf
