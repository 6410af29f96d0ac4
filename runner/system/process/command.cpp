// SPDX-License-Identifier: MIT
#include "system/process/command.h"

#include <algorithm>
#include <csignal>
#include <memory>
#include <optional>
#include <thread>

#include <sys/wait.h>

#include <fmt/format.h>

#include "system/event/wait_status.h"
#include "system/process/pipe_reader.h"
#include "system/process/spawn.h"
#include "system/process/sweep.h"
#include "text/lines.h"

namespace cf
{

namespace
{

using namespace std::chrono_literals;

// Far more than any listing; what goes on writing is not listing.
constexpr std::size_t kMaxAnswer = 16 * 1024 * 1024;
constexpr auto kTimeToDie = 5s;

class RunningCommand
{
public:
	RunningCommand(EventLoop &loop, Children &children, const Command &command,
		Clock::duration limit, Answer &answer)
		: answer_(answer), limit_(limit), deadline_(Clock::now() + limit)
	{
		Pipe out = make_pipe();
		Pipe err = make_pipe();
		readers_[0].emplace(loop, std::move(out.read_end), into(answer.out));
		readers_[1].emplace(loop, std::move(err.read_end), into(answer.err));
		const Result<pid_t> pid = spawn({.argv = command,
			.output = FdRef(out.write_end),
			.errors = FdRef(err.write_end)});
		if (!pid.ok()) {
			finish(fmt::format("cannot be started: {}", pid.failure().error.name()));
			return;
		}
		pid_ = pid.value();
		children.expect(pid_, [this](int status) {
			finish(status == 0 ? "" : describe_wait_status(status));
		});
	}

	RunningCommand(const RunningCommand &) = delete;
	RunningCommand &operator=(const RunningCommand &) = delete;

	bool done() const { return done_; }
	Clock::time_point deadline() const { return deadline_; }

	void kill_if_late(bool stopped)
	{
		if (done_ || (!stopped && Clock::now() < deadline_))
			return;
		::kill(pid_, SIGKILL);
		late_ = stopped ? "stopped by a signal"
				: fmt::format("no answer within {} s",
					  std::chrono::ceil<std::chrono::seconds>(limit_).count());
		// Asked again only if it can't be killed.
		deadline_ = Clock::now() + kTimeToDie;
	}

private:
	static PipeReader::Sink into(std::string &text)
	{
		return [&text](std::string_view bytes) {
			text.append(bytes.substr(0, kMaxAnswer - text.size()));
		};
	}

	void finish(std::string trouble)
	{
		for (auto &reader : readers_)
			reader->drain();
		answer_.trouble = late_.empty() ? std::move(trouble) : late_;
		done_ = true;
	}

	Answer &answer_;
	Clock::duration limit_;
	Clock::time_point deadline_;
	std::optional<PipeReader> readers_[2];
	pid_t pid_ = 0;
	bool done_ = false;
	std::string late_;
};

std::size_t commands_at_once()
{
	return std::max(1U, std::thread::hardware_concurrency());
}

} // namespace

std::string describe_trouble(const Answer &answer)
{
	if (answer.err.empty())
		return answer.trouble;
	return fmt::format("{}: {}", answer.trouble, first_line(answer.err));
}

std::vector<Answer> run_commands(EventLoop &loop, Children &children, const StopSignals &stop,
	std::span<const Command> commands, Clock::duration limit)
{
	std::vector<Answer> answers(commands.size());
	std::vector<std::unique_ptr<RunningCommand>> running;
	for (std::size_t next = 0; next < commands.size() || !running.empty();) {
		while (next < commands.size() && running.size() < commands_at_once()) {
			running.push_back(std::make_unique<RunningCommand>(
				loop, children, commands[next], limit, answers[next]));
			++next;
		}
		auto wake = Clock::time_point::max();
		for (const auto &command : running)
			wake = std::min(wake, command->done() ? Clock::now() : command->deadline());
		loop.turn(wake);
		for (const auto &command : running)
			command->kill_if_late(stop.received() != 0);
		std::erase_if(running, [](const auto &command) { return command->done(); });
	}
	sweep_descendants(children, {}, Clock::now() + kTimeToDie);
	return answers;
}

} // namespace cf
