// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <string>
#include <vector>

// What the listing of the test programs gives: programs, and the cases that each
// of them has on this machine. A case refers to its program by index in Catalog.

namespace cf
{

struct Program {
	std::string path;
	std::string name; // "fences@implicit": what the ids of its cases begin with
};

struct TestCase {
	std::string id;
	std::vector<std::string> labels;
	std::vector<std::string> roles;
	std::vector<std::string> locks; // what it needs for itself, or "alone" (--jobs)
	std::size_t program = 0;
	std::string gtest_name; // "Suite.case", only for a plain GoogleTest program

	bool plain() const { return !gtest_name.empty(); }
};

struct ListingTrouble {
	std::string program;
	std::string reason;
};

struct Catalog {
	std::vector<Program> programs;
	std::vector<TestCase> cases;
	std::vector<ListingTrouble> troubles;
};

} // namespace cf
