// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plan/isolation.h"
#include "verdict/case_facts.h"

// What runner and worker say to each other, one JSON object a packet. The runner orders
// a case, with descriptors for its output, errors and events, and may ask for its end;
// the worker answers an order with one report. A closed socket ends the worker.

namespace cf
{

struct CaseOrder {
	std::string program; // path
	std::string id;
	std::string gtest_name; // only for a plain GoogleTest program
	Isolation isolation = Isolation::fork;
	std::chrono::seconds timeout{};
	bool fresh = false;               // in a program started anew
	std::vector<std::string> wrapper; // the words of a command that runs the program
	std::string cores;                // directory for core dumps; empty: none are kept

	bool plain() const { return !gtest_name.empty(); }
};

struct StopOrder {
	int signal = 0;
};

// What the worker saw of a case, all but what came through the descriptors.
struct CaseReport {
	Ending ending;
	std::vector<std::string> left_behind; // the first of them, and how many more
	std::vector<std::string> unkillable;
	std::vector<std::string> notes;
	pid_t pid = 0;
	std::optional<int> return_code;
	Isolation isolation = Isolation::exec;
	bool worker_leaves = false; // it takes no further order
};

std::string to_packet(const CaseOrder &order);
std::string to_packet(const StopOrder &order);
std::string to_packet(CaseReport report);

// None for what makes no sense.
std::optional<CaseOrder> parse_case_order(std::string_view packet);
std::optional<StopOrder> parse_stop_order(std::string_view packet);
std::optional<CaseReport> parse_case_report(std::string_view packet);

} // namespace cf
