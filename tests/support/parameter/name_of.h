// SPDX-License-Identifier: MIT
#pragma once

#include <ostream>
#include <tuple>

#include "support/parameter/concepts.h"

// How a test parameter is spelled in ids and in failures: by its member name(), for an
// enumeration by a name_of() beside it, for a tuple (from testing::Combine) by its elements
// joined with "__".

namespace cf
{

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

} // namespace cf
