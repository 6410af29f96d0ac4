// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "verdict/verdict.h"

// What is known to go wrong where, from TOML files:
//
//     [[expect]]
//     ids = ["import@content@*@udmabuf_hugetlb_to_*"]   # globs over ids
//     from = "6.8"                                      # first kernel, may be left out
//     before = "6.13"                                   # first one without it, likewise
//     outcome = "fail"
//     reason = "what is wrong, and where that is written down"
//     sometimes = true                                  # passes, too; may be left out
//
// An expected outcome does not count against the run; any other one does, a pass above all
// unless it happens only sometimes: then the entry is out of date.

namespace cf
{

// As compared: "6.12.95+deb12-amd64" is 6.12.
struct KernelSeries {
	int major = 0;
	int minor = 0;

	auto operator<=>(const KernelSeries &) const = default;

	// Nothing for a text that does not begin with two numbers.
	static std::optional<KernelSeries> parse(std::string_view text);
};

struct Expectation {
	std::vector<std::string> ids;
	std::optional<KernelSeries> from;
	std::optional<KernelSeries> before;
	Expected expected;

	bool holds_for(const std::string &id, KernelSeries kernel) const;
};

// The entries of one file. Throws UsageError, with file and line, for what is not understood.
std::vector<Expectation> read_expectations(const std::string &path);

class Expectations
{
public:
	// Reads the files; `kernel_release` is that of uname(2).
	Expectations(std::span<const std::string> files, std::string_view kernel_release);

	// What is expected of a case on this kernel by the first entry that matches.
	std::optional<Expected> of(const std::string &id) const;

private:
	std::vector<Expectation> entries_;
	KernelSeries kernel_;
};

} // namespace cf
