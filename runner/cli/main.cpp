// SPDX-License-Identifier: MIT
#include <exception>
#include <string_view>
#include <variant>

#include "cli/commands.h"
#include "engine/worker/worker.h"
#include "progress/terminal.h"
#include "text/usage_error.h"

// The crossfence command: see docs/running.md.

namespace cf
{

namespace
{

int carry_out(const Request &request)
{
	if (const auto *text = std::get_if<TextRequest>(&request)) {
		show(text->text);
		return kAsExpected;
	}
	if (const auto *list = std::get_if<ListOptions>(&request))
		return list_command(*list);
	if (const auto *devices = std::get_if<DevicesOptions>(&request))
		return devices_command(*devices);
	if (const auto *report = std::get_if<ReportOptions>(&request))
		return report_command(*report);
	if (const auto *compare = std::get_if<CompareOptions>(&request))
		return compare_command(*compare);
	if (const auto *resume = std::get_if<ResumeOptions>(&request))
		return resume_command(*resume);
	return run_command(std::get<RunOptions>(request));
}

} // namespace

} // namespace cf

int main(int argc, char **argv)
{
	// How the runner starts itself again; not for users.
	if (argc == 3 && std::string_view(argv[1]) == "--worker")
		return cf::worker_main(argv[2]);
	try {
		return cf::carry_out(cf::parse_command_line(argc, argv));
	} catch (const cf::UsageError &error) {
		cf::complain(error.what());
		return cf::kWrongUse;
	} catch (const std::exception &error) {
		cf::complain(error.what());
		return cf::kNotFinished;
	}
}
