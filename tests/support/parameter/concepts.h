// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "roles/catalogue.h"

// What can be a test parameter: a role of the catalogue, or any type that knows its
// name in ids and the roles that it uses.

namespace cf
{

using ExporterRef = std::shared_ptr<const Exporter>;
using ImporterRef = std::shared_ptr<const Importer>;
using FenceSourceRef = std::shared_ptr<const FenceSource>;

template <typename T>
concept Role = requires(const T &role)
{
	std::string{role.name()};
	std::string{role.node()};
};

template <typename T>
concept Parameter = requires(const T &parameter)
{
	std::string{parameter.name()};
	std::vector<std::string>{parameter.roles()};
};

} // namespace cf
