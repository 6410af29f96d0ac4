// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

#include "base/result.h"

// The kernel's taint flags (/proc/sys/kernel/tainted): what has happened to it since boot.

namespace cf
{

struct Taint {
	std::uint64_t bits = 0;

	// Bits that mean that the kernel has misbehaved, not that somebody loaded something.
	bool warned() const { return bits & (1u << 9); }
	bool died() const { return bits & (1u << 7); }
	bool soft_lockup() const { return bits & (1u << 14); }
	bool bad_page() const { return bits & (1u << 5); }
	bool machine_check() const { return bits & (1u << 4); }

	// The kernel's letters for the bits: "WE"; empty when there are none.
	std::string letters() const;
};

Result<Taint> try_read_taint();

} // namespace cf
