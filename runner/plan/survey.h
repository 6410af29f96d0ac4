// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "catalog/catalog.h"
#include "catalog/device.h"

// Asks the programs of the test side what there is: cases, and devices. All that is
// known of a machine before the first case runs.

namespace cf
{

struct Survey {
	Catalog catalog;
	std::vector<Device> devices;
	std::string devices_trouble; // why there is no device table
};

struct SurveyRequest {
	std::string tests;
	const FilterList *filters = nullptr; // null: list no cases
	bool devices = false;
	std::chrono::seconds limit{};
};

// Throws UsageError when there are no test programs.
Survey survey_machine(
	EventLoop &loop, Children &children, const StopSignals &stop, const SurveyRequest &request);

} // namespace cf
