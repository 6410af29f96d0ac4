// SPDX-License-Identifier: MIT
#include "results/replay.h"

#include <set>
#include <stdexcept>

#include <fmt/format.h>

#include "journal/journal_reader.h"
#include "journal/record_json.h"

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

void add_to(TestRecord &test, const json &record)
{
	const std::string &kind = record.at("t").get_ref<const std::string &>();
	if (kind == "start")
		test.start = record;
	else if (kind == "end")
		test.end = record;
	else if (kind == "out")
		add_output(test.out, record);
	else if (kind == "err")
		add_output(test.err, record);
	else if (kind == "event")
		test.event_lines.push_back(get_bytes(record));
	else if (kind == "kmsg")
		test.kernel_log.insert(test.kernel_log.end(), record.at("records").begin(),
			record.at("records").end());
}

class Replay
{
public:
	using Each = std::function<void(const TestRecord &)>;

	Replay(const json &cases, const Each &each) : cases_(cases), each_(each) {}

	void add(const json &record)
	{
		const std::size_t number = record.at("n");
		// A second life of a test that has its verdict changes nothing.
		if (number >= cases_.size() || told_.contains(number))
			return;
		TestRecord &test = open_[number];
		add_to(test, record);
		if (test.end.is_null())
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
	std::map<std::size_t, TestRecord> open_;
	std::set<std::size_t> told_;
};

} // namespace

ReplayedRun replay_journal(
	const std::string &path, const std::function<void(const TestRecord &)> &each)
{
	JournalReader reader(path);
	ReplayedRun run;
	if (!reader.next(run.start) || run.start.at("t") != "run-start")
		throw std::runtime_error(path + " does not begin with a run");
	Replay replay(run.start.at("cases"), each);
	for (json record; reader.next(record);) {
		if (record.contains("n"))
			replay.add(record);
		else
			run.end = record;
	}
	replay.tell_the_rest();
	run.damaged = reader.damaged();
	return run;
}

} // namespace cf
