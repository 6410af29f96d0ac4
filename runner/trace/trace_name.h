// SPDX-License-Identifier: MIT
#pragma once

#include <string>

// What the files of a case's trace are called.

namespace cf
{

// The id, with what a file's name can't hold replaced, and shortened where it is too long;
// with a number behind it when `directory` has a trace of that name.
std::string free_trace_name(const std::string &directory, const std::string &id);

} // namespace cf
