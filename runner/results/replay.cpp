// SPDX-License-Identifier: MIT
#include "results/replay.h"

#include <algorithm>
#include <map>
#include <set>
#include <stdexcept>

#include <fmt/format.h>

#include "journal/journal_reader.h"
#include "journal/record/record_json.h"
#include "text/json_integer.h"

namespace cf
{

namespace
{

using nlohmann::json;

void add_output(std::string &output, const json &record)
{
	if (const auto dropped = record.value("dropped", std::uint64_t{0}))
		output += fmt::format("\n[… {} bytes left out here …]\n", dropped);
	output += get_bytes(record);
}

void add_to(AttemptRecord &attempt, const json &record)
{
	const std::string &kind = record.at("t").get_ref<const std::string &>();
	if (kind == "start")
		attempt.start = record;
	else if (kind == "end")
		attempt.end = record;
	else if (kind == "out")
		add_output(attempt.out, record);
	else if (kind == "err")
		add_output(attempt.err, record);
	else if (kind == "event")
		attempt.event_lines.push_back(get_bytes(record));
	else if (kind == "kmsg")
		attempt.kernel_log.insert(attempt.kernel_log.end(), record.at("records").begin(),
			record.at("records").end());
}

// Only the attempt that decides so far, and the latest, may decide in the end.
void forget_output(TestRecord &test)
{
	const std::size_t deciding = test.decision().deciding;
	for (std::size_t i = 0; i + 1 < test.attempts.size(); ++i) {
		if (i == deciding)
			continue;
		AttemptRecord &attempt = test.attempts[i];
		attempt = {.start = std::move(attempt.start), .end = std::move(attempt.end)};
	}
}

// How many attempts each test has, so that it can be told as soon as the last has ended.
using AttemptCounts = std::map<std::size_t, std::size_t>;

AttemptCounts count_attempts(const std::string &path)
{
	JournalReader reader(path);
	AttemptCounts starts;
	AttemptCounts ends;
	for (json record; reader.next(record);) {
		if (record["t"] == "start")
			++starts[integer_at<std::size_t>(record, "n")];
		else if (record["t"] == "end")
			++ends[integer_at<std::size_t>(record, "n")];
	}
	// Either may be lost in a damaged record.
	for (const auto &[number, count] : ends)
		starts[number] = std::max(starts[number], count);
	return starts;
}

class Replay
{
public:
	using Each = std::function<void(const TestRecord &)>;

	Replay(const json &cases, const Each &each, AttemptCounts counts)
		: cases_(cases), each_(each), counts_(std::move(counts))
	{
	}

	void add(const json &record)
	{
		const auto number = integer_at<std::size_t>(record, "n");
		if (number >= cases_.size() || told_.contains(number))
			return;
		TestRecord &test = open_[number];
		const bool begins = record.at("t") == "start";
		if (test.attempts.empty() || begins || !test.attempts.back().end.is_null())
			test.attempts.emplace_back();
		add_to(test.attempts.back(), record);
		if (test.attempts.back().end.is_null())
			return;
		forget_output(test);
		if (test.attempts.size() < counts_[number])
			return;
		tell(number, test);
		open_.erase(number);
	}

	void tell_the_rest()
	{
		for (auto &[number, test] : open_)
			tell(number, test);
		for (std::size_t number = 0; number < cases_.size(); ++number)
			if (TestRecord untouched; !told_.contains(number))
				tell(number, untouched);
	}

private:
	void tell(std::size_t number, TestRecord &test)
	{
		test.declared = cases_.at(number);
		each_(test);
		told_.insert(number);
	}

	const json &cases_;
	const Each &each_;
	AttemptCounts counts_;
	std::map<std::size_t, TestRecord> open_;
	std::set<std::size_t> told_;
};

ReplayedRun replay(const std::string &path, const std::function<void(const TestRecord &)> &each)
{
	JournalReader reader(path);
	ReplayedRun run;
	if (!reader.next(run.start) || run.start.at("t") != "run-start")
		throw std::runtime_error(path + " does not begin with a run");
	Replay replay(run.start.at("cases"), each, count_attempts(path));
	for (json record; reader.next(record);) {
		const std::string &kind = record.at("t").get_ref<const std::string &>();
		if (record.contains("n")) {
			replay.add(record);
		} else if (kind == "resumed") {
			run.end = nullptr;
			run.resumed.push_back(record);
		} else if (kind == "interlude") {
			run.interludes.push_back(record);
		} else if (kind == "run-end") {
			run.end = record;
		}
	}
	replay.tell_the_rest();
	run.damaged = reader.damaged();
	return run;
}

} // namespace

AttemptSummary summary_of(const AttemptRecord &attempt, bool last)
{
	AttemptSummary summary;
	if (attempt.start.is_object())
		summary.kind = attempt_kind_named(attempt.start.at("kind").get<std::string>())
				       .value_or(AttemptKind::first);
	if (attempt.end.is_null()) {
		summary.reason = "the runner ended while it ran";
		summary.counts_against_run = true;
		// Its end was lost, and so it ran again.
		summary.interrupted = !last;
		return summary;
	}
	const CaseResult result = case_result_of(attempt.end);
	summary.outcome = result.verdict.outcome;
	summary.reason = result.verdict.reason;
	summary.counts_against_run = result.verdict.counts_against_run();
	summary.interrupted = result.interrupted;
	return summary;
}

Decision TestRecord::decision() const
{
	std::vector<AttemptSummary> summaries;
	for (std::size_t i = 0; i < attempts.size(); ++i)
		summaries.push_back(summary_of(attempts[i], i + 1 == attempts.size()));
	return decide(summaries);
}

ReplayedRun replay_journal(
	const std::string &path, const std::function<void(const TestRecord &)> &each)
try {
	return replay(path, each);
} catch (const nlohmann::json::exception &error) {
	throw std::runtime_error(
		fmt::format("{} is of another version of crossfence: {}", path, error.what()));
}

} // namespace cf
