// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <vector>

// The command line of a test program, besides GoogleTest's own flags.

namespace cf
{

struct Options {
	bool list = false;
	std::vector<std::string> run; // ids
	std::optional<int> serve;     // descriptor of the socket to the runner
};

extern const char *const kUsage;

// Reads what InitGoogleTest() has left over. Throws std::invalid_argument.
Options parse_options(int argc, char **argv);

} // namespace cf
