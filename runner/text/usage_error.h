// SPDX-License-Identifier: MIT
#pragma once

#include <stdexcept>

// Wrong use of the command: what() is the one clear line that the user gets, and
// the exit status is 2. Thrown anywhere below the command line, caught in main.

namespace cf
{

struct UsageError : std::runtime_error {
	using std::runtime_error::runtime_error;
};

} // namespace cf
