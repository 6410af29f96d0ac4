// SPDX-License-Identifier: MIT
#include "cli/options/test_directory.h"

#include <array>
#include <filesystem>

#include <fmt/format.h>

#include "cli/build_config.h"
#include "text/usage_error.h"

namespace cf
{

std::string find_test_directory()
{
	namespace fs = std::filesystem;
	const fs::path here = fs::read_symlink("/proc/self/exe").parent_path();
	const fs::path installed =
		here / fs::path(kTestDirectory).lexically_relative(kBinDirectory);
	const std::array places{
		(here / "../tests").lexically_normal(), installed.lexically_normal()};
	// Only a build tree has a folder `runner` beside its `tests`.
	if (here.filename() == "runner" && fs::is_directory(places[0]))
		return places[0];
	if (fs::is_directory(places[1]))
		return places[1];
	throw UsageError(fmt::format("no test programs in {} or {}; give their directory with "
				     "--tests DIR",
		places[0].string(), places[1].string()));
}

} // namespace cf
