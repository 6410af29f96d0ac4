// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>

#include "report/model/test_entry.h"

// Which exporter and importer a test brings together, by the parameter in its id
// ("udmabuf_to_cirrus__1page", "vgem_on_udmabuf_to_cirrus") and by the roles that it
// declared: a parameter that only looks so is none.

namespace cf
{

struct SharingPair {
	std::string exporter;
	std::string importer;

	auto operator<=>(const SharingPair &) const = default;
};

std::optional<SharingPair> pair_of(const TestEntry &test);

} // namespace cf
