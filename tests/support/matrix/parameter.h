// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <memory>
#include <ostream>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <gtest/gtest.h>

#include "roles/catalogue.h"
#include "support/matrix/parameter_roles.h"

// How test parameters are spelled in ids and in failures. ParameterName is the last
// argument of every INSTANTIATE_TEST_SUITE_P: it asks name_of(), which a type answers by a
// member name(), an enumeration by a function beside it, and a tuple (from
// testing::Combine) by its elements joined with "__". It also notes the roles for --list.

namespace cf
{

using ExporterRef = std::shared_ptr<const Exporter>;
using ImporterRef = std::shared_ptr<const Importer>;
using FenceSourceRef = std::shared_ptr<const FenceSource>;

template <typename T>
concept Role = requires(const T &role)
{
	{
		role.name()
		} -> std::convertible_to<std::string>;
	{
		role.node()
		} -> std::convertible_to<std::string>;
};

// A parameter that knows its name and the roles in it.
template <typename T>
concept Parameter = requires(const T &parameter)
{
	{
		parameter.name()
		} -> std::convertible_to<std::string>;
	{
		parameter.roles()
		} -> std::convertible_to<std::vector<std::string>>;
};

template <Parameter T>
std::string name_of(const T &parameter)
{
	return parameter.name();
}

template <Role T>
std::string name_of(const std::shared_ptr<const T> &role)
{
	return role->name();
}

template <typename... Parts>
std::string name_of(const std::tuple<Parts...> &parts)
{
	std::string name;
	const auto add = [&](const auto &part) {
		name += (name.empty() ? "" : "__") + std::string{name_of(part)};
	};
	std::apply([&](const auto &...part) { (add(part), ...); }, parts);
	return name;
}

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

struct ParameterName {
	template <typename T>
	std::string operator()(const testing::TestParamInfo<T> &info) const
	{
		const std::string name{name_of(info.param)};
		note_parameter_roles(name, roles_of(info.param));
		return name;
	}
};

// How gtest prints those of namespace cf; without these it would print bytes and addresses.
template <Parameter T>
void PrintTo(const T &parameter, std::ostream *out)
{
	*out << parameter.name();
}

template <Role T>
void PrintTo(const std::shared_ptr<const T> &role, std::ostream *out)
{
	*out << role->name();
}

inline void PrintTo(Access access, std::ostream *out)
{
	*out << name_of(access);
}

} // namespace cf
