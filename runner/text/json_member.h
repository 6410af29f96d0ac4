// SPDX-License-Identifier: MIT
#pragma once

#include <nlohmann/json.hpp>

// A member of a JSON object that may be absent, or null as piglit writes what it does not
// know. Throws json::type_error when it is of another type.

namespace cf
{

template <typename T>
T get_or(const nlohmann::json &object, const char *key, T otherwise)
{
	const auto found = object.find(key);
	return found == object.end() || found->is_null() ? otherwise : found->get<T>();
}

} // namespace cf
