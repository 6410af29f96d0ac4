// SPDX-License-Identifier: MIT
#pragma once

#include <concepts>
#include <cstdint>
#include <utility>

#include <nlohmann/json.hpp>

// The whole number behind a value that came from a file or a socket. nlohmann::json turns any
// number into any other, and a floating-point one that does not fit into an integer is undefined
// behaviour. Both functions throw json::type_error when the value is no whole number and
// json::out_of_range when T can't hold it or the key is absent.

namespace cf
{

template <std::integral T>
T integer_of(const nlohmann::json &value)
{
	using Json = nlohmann::json;
	if (value.is_number_unsigned()) {
		const auto number = value.get_ref<const Json::number_unsigned_t &>();
		if (std::in_range<T>(number))
			return static_cast<T>(number);
	} else {
		const auto number = value.get_ref<const Json::number_integer_t &>();
		if (std::in_range<T>(number))
			return static_cast<T>(number);
	}
	throw Json::out_of_range::create(406, "a number past its range: " + value.dump(), &value);
}

template <std::integral T>
T integer_at(const nlohmann::json &object, const char *key)
{
	return integer_of<T>(object.at(key));
}

} // namespace cf
