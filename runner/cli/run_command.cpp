// SPDX-License-Identifier: MIT
#include "cli/commands.h"
#include "cli/run_session.h"

namespace cf
{

int run_command(const RunSettings &settings)
{
	return RunSession(settings, std::nullopt).carry_out();
}

} // namespace cf
