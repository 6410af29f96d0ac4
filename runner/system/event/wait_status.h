// SPDX-License-Identifier: MIT
#pragma once

#include <string>

// A raw wait status of waitpid(2) in words.

namespace cf
{

// "SIGSEGV (Segmentation fault)"
std::string describe_signal(int signal);

// "exit status 3", or the signal, with ", core dumped" when it was.
std::string describe_wait_status(int wait_status);

} // namespace cf
