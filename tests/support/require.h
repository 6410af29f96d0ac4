// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"
#include "base/unique_fd.h"

// The only door to a skip. Called from SetUp() or from the first lines of a body,
// before anything is done to the subject: once a helper has filled, imported or compared
// a buffer, a skip is a failure (report/case_progress.h). The reason names what is missing
// and where it comes from: "needs vgem (CONFIG_DRM_VGEM)".

namespace cf
{

// Skips the running test unless `condition` holds.
void require(bool condition, std::string_view reason);

// Whether this errno says that the kernel or the machine lacks the thing. EACCES and EPERM do
// not: missing rights are a fault of the run's set-up, and a failure.
bool means_absent(Errno error);

// The node opened; skips when it does not exist or has no driver, throws std::system_error for
// every other reason. `source` is what provides it: "CONFIG_UDMABUF".
UniqueFd require_node(const std::string &path, int flags, std::string_view source);

// The value; skips when the result's errno means that it is absent here, else throws.
template <typename T>
T require_present(Result<T> result, std::string_view reason)
{
	require(!means_absent(result.error()),
		std::string{reason} + " (" + result.error().name() + ")");
	return std::move(result).take();
}

} // namespace cf
