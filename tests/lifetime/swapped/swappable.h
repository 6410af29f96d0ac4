// SPDX-License-Identifier: MIT
#pragma once

#include "roles/exporter.h"

// Which exporters let go of memory that nobody uses. A test that finds this out by trial alone
// would skip one that has forgotten how.

namespace cf
{

// Whether the memory of the exporter's buffers is a file's that is swapped out while nobody uses
// it, as its source says (swappable_table.cpp). Of drivers that the table does not have a test
// finds it out by trial.
bool is_swappable(const Exporter &exporter);

} // namespace cf
