// SPDX-License-Identifier: MIT
#pragma once

#include <string>

// Where the test programs are, seen from this program: beside it in a build tree,
// or where `meson install` puts them.

namespace cf
{

// Throws UsageError when they are at neither place.
std::string find_test_directory();

} // namespace cf
