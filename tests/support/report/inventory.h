// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <string>
#include <vector>

#include <sys/types.h>

// What this process has of the things that a test must give back: open descriptors,
// device mappings, children. GEM handles need no list of their own: a GemHandle
// keeps its device open, so a leaked one shows as the descriptor of its node.

namespace cf
{

struct Inventory {
	std::map<int, std::string> descriptors;   // number -> what /proc/self/fd says it is
	std::map<std::string, unsigned> mappings; // dma-buf, device and memfd files -> how often
	std::map<pid_t, std::string> children;    // pid -> command name
};

Inventory take_inventory();

// One sentence for each thing that `after` has more than `before`, or lost from it.
std::vector<std::string> differences(const Inventory &before, const Inventory &after);

} // namespace cf
