// SPDX-License-Identifier: MIT
#include "support/require.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace cf
{

void require(bool condition, std::string_view reason)
{
	if (!condition)
		GTEST_SKIP() << reason; // thrown on by the listener, so the caller ends, too
}

bool means_absent(Errno error)
{
	constexpr std::array kAbsent{ENOENT, ENODEV, ENXIO, ENOTTY, ENOSYS, EOPNOTSUPP};
	return std::find(kAbsent.begin(), kAbsent.end(), error.value) != kAbsent.end();
}

UniqueFd require_node(const std::string &path, int flags, std::string_view source)
{
	return require_present(try_open(path, flags), fmt::format("needs {} ({})", path, source));
}

} // namespace cf
