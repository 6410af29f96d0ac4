// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "kernel/kernel_facts.h"
#include "verdict/case_events.h"

// Everything that was seen of one case. The verdict is a function of it alone.

namespace cf
{

struct Ending {
	enum class Kind {
		exited,    // value: the exit status
		signaled,  // value: the signal
		timed_out, // value: the limit in seconds
		stopped,   // value: the signal that stopped the whole run
		not_started,
		unknown, // gone, and nobody could say how
	};
	Kind kind = Kind::unknown;
	int value = 0;
	std::string detail; // what else there is to say, may be empty
};

// Of a raw wait status, as of waitpid(2).
Ending ending_of(int wait_status);

struct CaseFacts {
	Ending ending;
	CaseEvents events;
	KernelFacts kernel;
	std::vector<std::string> left_behind; // processes alive after the case's end
	std::vector<std::string> unkillable;
	std::vector<std::string> notes; // how it was run, when not as usual
};

} // namespace cf
