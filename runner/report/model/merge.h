// SPDX-License-Identifier: MIT
#pragma once

#include "report/model/result_set.h"

// Shards and resumed parts of one run become one run: the union of their tests. Of two
// results of one test the worse counts, and a note at the test tells of the other.

namespace cf
{

// Whether the result `a` is one to worry about more than `b`. What counts against the run
// comes before what doesn't; then, from harmless to bad: notrun, skip, pass, warn, dmesg-warn,
// fail, dmesg-fail, timeout, crash, incomplete.
bool is_worse(const TestEntry &a, const TestEntry &b);

void merge_into(ResultSet &all, ResultSet part);

} // namespace cf
