// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "roles/catalogue.h"

// What a case needs for itself when the runner runs several at once (--jobs): the nodes that
// its roles claim, so that no case spends its time limit waiting for another's claim, or
// "alone" where its labels say that it loads, measures or breaks the whole machine.

namespace cf
{

// Sorted, each once. A role that the catalogue does not have claims nothing.
std::vector<std::string> locks_of(const std::vector<std::string> &labels,
	const std::vector<std::string> &roles, const Catalogue &catalogue);

} // namespace cf
