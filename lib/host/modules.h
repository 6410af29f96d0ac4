// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "base/result.h"

// Kernel modules, through libkmod. Built-in code counts as loaded and cannot be unloaded.

namespace cf
{

bool is_module_loaded(const std::string &name);

// Whether the running kernel has it, loaded or not.
bool is_module_there(const std::string &name);

// Loads a module and what it depends on; `parameters` as on modprobe's command line.
// ENOENT: the running kernel has no such module. Success when it is loaded already.
Status try_load_module(const std::string &name, const std::string &parameters = "");

// EWOULDBLOCK: it is in use; EPERM, ENOENT. Dependencies stay.
Status try_unload_module(const std::string &name);

// How many users it has: the third column of /proc/modules. ENOENT: not loaded.
Result<int> try_module_use_count(const std::string &name);

} // namespace cf
