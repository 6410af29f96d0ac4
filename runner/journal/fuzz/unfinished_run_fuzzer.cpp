// SPDX-License-Identifier: MIT
#include <cstdint>
#include <filesystem>
#include <stdexcept>

#include "engine/agenda/history.h"
#include "engine/resume/resume.h"
#include "journal/fuzz/fuzzed_journal.h"
#include "journal/unfinished_run.h"
#include "plan/settings.h"
#include "text/usage_error.h"

// What `crossfence resume` makes of a journal, up to the first case.

namespace
{

// A results directory whose journal is the file in memory.
class Directory
{
public:
	Directory()
	{
		std::filesystem::create_directory(path_);
		std::filesystem::create_symlink(journal_.path(), path_ / "journal");
	}
	Directory(const Directory &) = delete;
	Directory &operator=(const Directory &) = delete;
	~Directory() { std::filesystem::remove_all(path_); }

	std::string path() const { return path_; }
	cf::FuzzedJournal &journal() { return journal_; }

private:
	cf::FuzzedJournal journal_;
	std::filesystem::path path_ = std::filesystem::temp_directory_path() /
		("crossfence-fuzz-" + std::to_string(::getpid()));
};

// A number without a case would end the run later on.
void demand_case(const cf::UnfinishedRun &run, std::size_t number)
{
	if (number >= run.cases.size())
		throw std::logic_error("a case that the run does not have");
}

void go_on(const cf::UnfinishedRun &run)
{
	cf::History history;
	for (const cf::Casualty &casualty : run.in_flight)
		demand_case(run, casualty.number);
	for (const auto &[number, attempts] : run.attempts) {
		demand_case(run, number);
		for (const cf::EndedAttempt &attempt : attempts)
			history.add(number, attempt);
		history.worth_a_retry(number);
	}
	const cf::RunPlan plan = cf::plan_to_go_on(run, {});
	if (history.results(plan, {}).size() != run.attempts.size())
		throw std::logic_error("another number of results than of cases that have ended");
	cf::settings_from_json(run.settings);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
	static Directory directory;
	if (!directory.journal().fill(data, size))
		return 0;
	try {
		go_on(cf::read_unfinished_run(directory.path()));
	} catch (const std::runtime_error &) {
		return 0; // no run to go on with, or settings that make no sense
	}
	return 0;
}
