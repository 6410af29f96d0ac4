// SPDX-License-Identifier: MIT
#include <filesystem>
#include <fstream>
#include <map>
#include <system_error>

#include <fmt/format.h>

#include "cli/commands.h"
#include "progress/terminal.h"
#include "report/formats/formats.h"
#include "report/html/page.h"
#include "results/atomic_file.h"
#include "text/usage_error.h"

namespace cf
{

namespace
{

std::string written(const ResultSet &set, const ReportOptions &options)
{
	if (options.format == "html")
		return html_page(set);
	if (options.format == "junit")
		return junit_report(set);
	if (options.format == "ktap")
		return ktap_report(set);
	if (options.format == "csv")
		return results_csv(set);
	if (options.format == "failures")
		return failures_csv(set);
	if (options.format == "lava")
		return lava_report(set);
	return console_report(set, options.output.empty() && output_is_terminal());
}

// Whole or not at all; but a device or a pipe is written to, not replaced.
void write_file(const std::string &path, const std::string &text)
{
	namespace fs = std::filesystem;
	if (fs::exists(path) && !fs::is_regular_file(path)) {
		std::ofstream file(path);
		if (!(file << text).flush())
			throw UsageError(fmt::format("cannot write {}", path));
		return;
	}
	AtomicFile file(path);
	file.write(text);
	file.commit();
}

} // namespace

int report_command(const ReportOptions &options)
{
	const std::string text = written(load_results(options.results), options);
	if (options.output.empty()) {
		show(text);
		return kAsExpected;
	}
	try {
		write_file(options.output, text);
	} catch (const std::system_error &error) {
		throw UsageError(fmt::format("no report is written: {}", error.what()));
	}
	return kAsExpected;
}

} // namespace cf
