// SPDX-License-Identifier: MIT
#pragma once

// What a crashed case leaves besides its signal: a C++ backtrace with source lines on stderr,
// where the runner finds it. A child prints it, since who has crashed may not even allocate
// memory; the case itself then dies of the very signal, with a core dump where the machine
// makes one.

namespace cf
{

// For this process and its children, from now on. Does nothing where a sanitizer does the same.
void trace_crashes();

} // namespace cf
