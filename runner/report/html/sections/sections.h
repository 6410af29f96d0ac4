// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "report/model/result_set.h"

// The parts of the page, one function each. A section without a body has nothing to say about
// this run, and is left out.

namespace cf
{

struct Section {
	std::string anchor;
	std::string title;
	std::string count; // what stands small beside the title
	std::string body;  // markup
};

Section wrong_section(const ResultSet &set);     // what counts against the run
Section attention_section(const ResultSet &set); // warnings, flakes, failures as expected
Section matrix_section(const ResultSet &set);
Section latency_section(const ResultSet &set);
Section skips_section(const ResultSet &set);
Section timeline_section(const ResultSet &set);
Section tests_section(const ResultSet &set);
Section kernel_log_section(const ResultSet &set);
Section machine_section(const ResultSet &set);

} // namespace cf
