// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>

#include "report/model/test_entry.h"

// What was measured, as a table for a terminal: a row a path, the dearest first, and a row
// for what was measured at several sizes, with its exponent. Of many rows those stay that
// tell most.

namespace cf
{

// Empty when nothing was measured. `everything` is where the rest is.
std::string measured_table(std::span<const TestEntry> tests, const std::string &everything);

} // namespace cf
