// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "kernel/kernel_facts.h"
#include "kernel/report/harmless.h"

// What the kernel has said while no case ran: before the first, between two, behind the last. It
// is nobody's verdict, and counts against the run all the same.

namespace cf
{

struct Interlude {
	std::string until; // "start of a@b@c"
	std::vector<KmsgRecord> log;
	std::vector<KernelReport> reports;
	std::string complaint; // empty: the kernel had nothing to complain about
};

Interlude judge_interlude(KernelFacts facts, std::string until, HarmlessList harmless);

} // namespace cf
