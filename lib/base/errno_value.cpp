// SPDX-License-Identifier: MIT
#include "base/errno_value.h"

#include <cerrno>
#include <cstring>
#include <ostream>
#include <utility>

#include "base/result.h"

namespace cf
{

std::string Errno::name() const
{
	if (value == 0)
		return "no error";
	if (const char *known = strerrorname_np(value))
		return known;
	return "errno " + std::to_string(value);
}

std::ostream &operator<<(std::ostream &out, Errno error)
{
	out << error.name();
	if (error.value != 0)
		out << " (" << std::strerror(error.value) << ")";
	return out;
}

Failure Failure::last(std::string context)
{
	return Failure{Errno{errno}, std::move(context)};
}

} // namespace cf
