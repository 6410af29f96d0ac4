// SPDX-License-Identifier: MIT
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/errno_value.h"
#include "roles/importer.h"
#include "support/matrix/pairs.h"

// Which importer refuses which exporter's buffers on purpose. The table
// (refusals_table.cpp) is the only excuse for a refused import: listed, the test
// skips with the reason; not listed, it fails. Why a pair is refused cannot be asked of
// the kernel, so entries say for which kernel versions they hold.

namespace cf
{

struct KernelVersion {
	int major = 0;
	int minor = 0;

	auto operator<=>(const KernelVersion &) const = default;

	// "6.12.107+deb13-amd64" is 6.12. Throws std::invalid_argument.
	static KernelVersion parse(std::string_view release);
	static KernelVersion running();
};

// By what an entry may call a role: its driver, or its own name where roles of one driver
// differ.
struct RoleIdentity {
	std::string driver;
	std::string name;

	bool is(std::string_view called) const { return called == driver || called == name; }
};

struct Refusal {
	std::string_view exporter; // driver, or one role of it
	std::string_view importer; // likewise
	KernelVersion from;        // first kernel that refuses
	KernelVersion before;      // first kernel that no longer does
	int error;
	std::string_view reason; // and where it says so

	// `from` and `to` are drivers, or roles where the entry names roles.
	bool holds_for(const RoleIdentity &from_role, const RoleIdentity &to_role,
		KernelVersion kernel) const;
};

std::span<const Refusal> refusals();

// The first entry that holds for a pair on this kernel; null: it must be accepted.
const Refusal *expected_refusal(const Pair &pair);
const Refusal *expected_refusal(const FenceSource &source, const Exporter &exporter);
const Refusal *expected_refusal(const RoleIdentity &exporter, const RoleIdentity &importer);

} // namespace cf
