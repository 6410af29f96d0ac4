// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

// The suites that the kernel brings for what this one is about, and their cases
// (suites_table.cpp): drivers/dma-buf/st-*.c and drivers/gpu/drm/tests of Linux 7.2.

namespace cf
{

struct KunitSuite {
	std::string name; // the kernel's: "dma-buf-fence"
	std::string module;
	std::string option; // what builds the module
	std::string prefix; // of the cases' names, left out of the ids
	std::vector<std::string> cases;

	// What a skip says when the kernel has none of it.
	std::string needs() const;
};

const std::vector<KunitSuite> &kunit_suites();

} // namespace cf
