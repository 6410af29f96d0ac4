// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>

#include "base/unique_fd.h"

// Signals as a descriptor to read, see signalfd(2).

namespace cf
{

// Blocks these signals in this thread for good; they are read from the descriptor, which does not
// block. Throws Errno as of signalfd(2).
UniqueFd open_signal_fd(std::initializer_list<int> signals);

} // namespace cf
