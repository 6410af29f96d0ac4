// SPDX-License-Identifier: MIT
#include "cli/session/live.h"

#include <filesystem>

#include "progress/terminal.h"
#include "report/console/measured_table.h"
#include "report/console/summary.h"
#include "report/model/result_set.h"
#include "results/measured/metrics_csv.h"
#include "results/measured/samples_file.h"

namespace cf
{

namespace
{

std::optional<LiveSignals> signals_for(LiveFormat format, const Live::Subject &subject)
{
	if (format != LiveFormat::lava)
		return std::nullopt;
	LiveSignals signals(subject.info.cases, subject.settings);
	if (subject.earlier)
		for (const auto &[number, attempts] : subject.earlier->attempts)
			signals.has_run_before(number);
	return signals;
}

// Values are not kept in memory while a run lasts, and most runs have none.
std::string table_of(const std::string &directory)
{
	if (!std::filesystem::exists(directory + "/" + kSamplesFile))
		return "";
	return measured_table(load_results({directory}).tests, directory + "/" + kMetricsFile);
}

} // namespace

Live::Live(LiveFormat format, const Subject &subject, JournalWriter &journal)
	: signals_(signals_for(format, subject)),
	  progress_(signals_ ? Progress([this](const ReportedCase &ended) {
		  return signals_->ended(ended);
	  })
			     : Progress(output_is_terminal()))
{
	if (signals_)
		journal.tell_events([this](std::size_t number, std::string_view line) {
			signals_->hear(number, line);
		});
}

void Live::finish(const RunReport &report, const std::string &directory, bool written)
{
	const std::string summary =
		summarize(report, directory, written ? table_of(directory) : "");
	if (!signals_) {
		show(summary);
		return;
	}
	if (written)
		show(signals_->rest(load_results({directory})));
	show(without_signals(summary));
}

} // namespace cf
