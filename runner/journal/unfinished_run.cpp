// SPDX-License-Identifier: MIT
#include "journal/unfinished_run.h"

#include <optional>
#include <system_error>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "journal/journal_reader.h"
#include "journal/record/record_json.h"
#include "text/json_integer.h"
#include "text/usage_error.h"

namespace cf
{

namespace
{

using nlohmann::json;

class Reading
{
public:
	void add(const json &record)
	{
		const std::string &kind = record.at("t").get_ref<const std::string &>();
		if (kind == "run-start" && run_.cases.empty())
			begin(record);
		else if (kind == "resumed")
			run_.boot = record.at("boot");
		else if (kind == "start")
			start(record);
		else if (kind == "end")
			end(record);
		else if (kind == "interlude" && record.at("complaint") != "")
			run_.between_cases.push_back(record.at("complaint"));
	}

	UnfinishedRun finish()
	{
		for (const auto &[slot, casualty] : running_)
			run_.in_flight.push_back(casualty);
		return std::move(run_);
	}

	bool has_begun() const { return !run_.settings.empty(); }

private:
	void begin(const json &record)
	{
		run_.start = record.at("time");
		run_.settings = record.at("settings");
		run_.boot = record.at("boot");
		for (const json &declared : record.at("cases"))
			run_.cases.push_back(test_case_of(declared));
	}

	void start(const json &record)
	{
		const auto kind = attempt_kind_named(record.at("kind").get<std::string>());
		const Casualty casualty{integer_at<std::size_t>(record, "n"),
			kind.value_or(AttemptKind::first), record.at("time")};
		if (casualty.number >= run_.cases.size())
			return;
		kinds_[casualty.number] = casualty.kind;
		running_[integer_at<unsigned>(record, "slot")] = casualty;
	}

	void end(const json &record)
	{
		const auto number = integer_at<std::size_t>(record, "n");
		if (number >= run_.cases.size())
			return;
		std::erase_if(
			running_, [&](const auto &slot) { return slot.second.number == number; });
		run_.attempts[number].push_back({kinds_[number], case_result_of(record)});
	}

	UnfinishedRun run_;
	std::map<unsigned, Casualty> running_; // by slot
	std::map<std::size_t, AttemptKind> kinds_;
};

} // namespace

UnfinishedRun read_unfinished_run(const std::string &results_directory)
try {
	JournalReader reader(results_directory + "/journal");
	Reading reading;
	for (json record; reader.next(record);) {
		try {
			reading.add(record);
		} catch (const json::exception &) {
			// The checksum is right and the form is not: of another version.
			throw UsageError(
				fmt::format("{}/journal is of another version of crossfence",
					results_directory));
		}
	}
	if (!reading.has_begun())
		throw UsageError(fmt::format("{}/journal ends before the first case: nothing has "
					     "run; start again with another directory",
			results_directory));
	UnfinishedRun run = reading.finish();
	run.damaged = reader.damaged();
	return run;
} catch (const std::system_error &error) {
	throw UsageError(fmt::format(
		"{} holds no run to go on with: {}", results_directory, error.code().message()));
}

} // namespace cf
