// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

// Which roles of the catalogue a test parameter uses. gtest keeps of a parameter only
// its name, so the name generator (parameter_name.h) notes the roles beside it.

namespace cf
{

void note_parameter_roles(const std::string &parameter, std::vector<std::string> roles);

// Each once, in the order in which the parameter names them; none for an unknown one.
std::vector<std::string> roles_of_parameter(const std::string &parameter);

} // namespace cf
