// SPDX-License-Identifier: MIT
#pragma once

#include <tuple>
#include <utility>

#include "support/parameter/concepts.h"

// Which roles of the catalogue a test parameter uses. gtest keeps of a parameter only its
// name, so the name generator (parameter_name.h) notes the roles beside it for --list.

namespace cf
{

// Most parameters use no role.
template <typename T>
std::vector<std::string> roles_of(const T &)
{
	return {};
}

template <Parameter T>
std::vector<std::string> roles_of(const T &parameter)
{
	return parameter.roles();
}

template <Role T>
std::vector<std::string> roles_of(const std::shared_ptr<const T> &role)
{
	return {role->name()};
}

template <typename... Parts>
std::vector<std::string> roles_of(const std::tuple<Parts...> &parts)
{
	std::vector<std::string> roles;
	const auto add = [&](const auto &part) {
		for (std::string &role : roles_of(part))
			roles.push_back(std::move(role));
	};
	std::apply([&](const auto &...part) { (add(part), ...); }, parts);
	return roles;
}

void note_parameter_roles(const std::string &parameter, std::vector<std::string> roles);

// Each once, in the order in which the parameter names them; none for an unknown one.
std::vector<std::string> roles_of_parameter(const std::string &parameter);

} // namespace cf
