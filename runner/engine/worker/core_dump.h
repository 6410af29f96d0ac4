// SPDX-License-Identifier: MIT
#pragma once

#include <string>

// Core dumps that are kept (--cores): a case starts in a directory of its worker's own, where
// the kernel puts a core by its usual pattern (core(5)), and from where it is taken to its name.

namespace cf
{

// This process and its children dump core there from now on. False with errno of what failed.
bool dump_core_into(const std::string &directory);

// Moves what lies in `directory` beside it, as ID.core, ID.2.core and so on. Gives the
// note for the result; where there is nothing it says what the kernel does with cores.
std::string keep_cores(const std::string &directory, const std::string &id);

} // namespace cf
