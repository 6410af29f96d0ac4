// SPDX-License-Identifier: MIT
#include "cli/commands.h"
#include "cli/session/run_session.h"

namespace cf
{

int run_command(const RunOptions &options)
{
	return RunSession(options.settings, std::nullopt, options.format).carry_out();
}

} // namespace cf
