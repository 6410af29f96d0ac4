// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "base/unique_fd.h"

// The report that a plain GoogleTest program writes, into memory that it inherits,
// and its translation into the events that a program of the suite would have sent.

namespace cf
{

class GtestReport
{
public:
	GtestReport();

	int fd() const { return memory_.get(); }

	// "--gtest_output=…", for a child that has inherited fd().
	std::string argument() const;

	// Event lines; none when the program has written no report.
	std::vector<std::string> events() const;

private:
	UniqueFd memory_;
};

// From GoogleTest's XML.
std::vector<std::string> events_of_gtest_xml(const std::string &xml);

} // namespace cf
