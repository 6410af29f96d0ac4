// SPDX-License-Identifier: MIT
#pragma once

#include <string>

// All that a test program does around its cases; main() is one call of it.

namespace cf
{

// `program` is "folder@program", the start of every id. Gives the exit status:
// 0 passed, 77 all skipped, 1 failed, 2 wrong use, a listing error or nothing to run.
int run_program(const std::string &program, int argc, char **argv);

} // namespace cf
