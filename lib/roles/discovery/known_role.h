// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>

#include "roles/importer.h"

// What an earlier process of the same run has found out about this machine's roles, so that a
// run's hundred programs need not try each role anew. Whether the device is there is
// looked up all the same; only the trial of it is left out.

namespace cf
{

struct KnownRole {
	std::string driver;
	std::string node;
	bool exports = false;
	std::size_t max_size = 0; // of what it exports, in bytes
	bool imports = false;
	Sight sight; // of what it imports
};

// Roles by name, from the lines that support/devices prints: docs/architecture.md, "Roles".
// Throws std::invalid_argument that quotes a line that can't be decoded.
std::map<std::string, KnownRole> parse_known_roles(std::string_view lines);

// Those of the environment's CROSSFENCE_ROLES. Null: not known to export, of this
// driver and node, so it is to be tried. Throws what parse_known_roles() throws.
const KnownRole *known_exporter(
	const std::string &name, const std::string &driver, const std::string &node);

// The same of importers.
const KnownRole *known_importer(
	const std::string &name, const std::string &driver, const std::string &node);

} // namespace cf
