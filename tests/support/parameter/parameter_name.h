// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include <gtest/gtest.h>

#include "support/parameter/name_of.h"
#include "support/parameter/roles_of.h"

// The name generator, which is the last argument of every INSTANTIATE_TEST_SUITE_P.

namespace cf
{

struct ParameterName {
	template <typename T>
	std::string operator()(const testing::TestParamInfo<T> &info) const
	{
		std::string name{name_of(info.param)};
		note_parameter_roles(name, roles_of(info.param));
		return name;
	}
};

} // namespace cf
