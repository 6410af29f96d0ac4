// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/test_case.h"

// Reads what a test program prints for `--list --gtest_list_tests`. A program with
// the suite's main prints one JSON object a case; a plain GoogleTest program
// ignores --list and prints GoogleTest's own listing, from which ids are derived.

namespace cf
{

// what() says which line could not be used and why.
struct ListingError : std::runtime_error {
	using std::runtime_error::runtime_error;
};

// The first character tells the two kinds apart. Throws ListingError for a line
// that can't be decoded, an id outside the program, and two cases of one id.
std::vector<TestCase> parse_listing(std::string_view output, const std::string &program_name);

// GoogleTest's own listing only.
std::vector<TestCase> parse_gtest_listing(std::string_view output, const std::string &program_name);

} // namespace cf
