// SPDX-License-Identifier: MIT
#include "support/process/child_process.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <exception>
#include <iostream>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include "support/report/event_stream.h"
#include "support/report/listeners.h"

namespace cf
{
namespace
{

using nlohmann::json;

// Runs in the child: gives every failure to the parent.
class AccountListener : public testing::EmptyTestEventListener
{
public:
	explicit AccountListener(UniqueFd account) : account_(std::move(account)) {}

	void say(const json &object)
	{
		const std::string line =
			object.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
		for (std::size_t sent = 0; sent < line.size();) {
			const ssize_t now =
				::write(account_.get(), line.data() + sent, line.size() - sent);
			if (now == -1 && errno != EINTR)
				::_exit(1); // the parent is gone, and with it whoever would read
			sent += now == -1 ? 0 : static_cast<std::size_t>(now);
		}
	}

	void OnTestPartResult(const testing::TestPartResult &result) override
	{
		if (result.passed())
			return;
		const char *file = result.file_name() == nullptr ? "" : result.file_name();
		say({{"file", file}, {"line", result.line_number()},
			{"fatal", !result.nonfatally_failed()},
			{"message",
				result.skipped()
					? fmt::format("a child must not skip: {}", result.summary())
					: std::string{result.message()}}});
	}

private:
	UniqueFd account_;
};

void run_body(const std::function<void()> &body)
{
	try {
		body();
	} catch (const testing::AssertionException &) {
		// The listener has told it already.
	} catch (const std::exception &error) {
		ADD_FAILURE() << "exception in the child process: " << error.what();
	} catch (...) {
		ADD_FAILURE() << "exception of unknown type in the child process";
	}
}

std::string how_it_ended(int status)
{
	if (WIFSIGNALED(status))
		return fmt::format("was killed by SIG{} ({})", sigabbrev_np(WTERMSIG(status)),
			sigdescr_np(WTERMSIG(status)));
	return fmt::format(
		"left with exit status {} before its body had ended", WEXITSTATUS(status));
}

} // namespace

ChildProcess::ChildProcess(const Body &body)
{
	auto [ours, theirs] = FdChannel::pair();
	std::array<int, 2> pipe{};
	if (::pipe2(pipe.data(), O_CLOEXEC) == -1)
		Failure::last("pipe2").raise();
	UniqueFd account_in{pipe[1]};
	account_ = UniqueFd{pipe[0]};
	std::cout.flush();
	std::fflush(nullptr); // else both processes would write what is buffered now
	const pid_t test = ::getpid();
	pid_ = ::fork();
	if (pid_ == -1)
		Failure::last("fork").raise();
	if (pid_ == 0) {
		::prctl(PR_SET_PDEATHSIG, SIGKILL);
		// The test may have died before the line above.
		if (::getppid() != test)
			::_exit(1);
		ours = FdChannel{UniqueFd{}};
		run_child(body, std::move(theirs), std::move(account_in));
	}
	channel_ = std::move(ours);
}

void ChildProcess::run_child(const Body &body, FdChannel parent, UniqueFd account)
{
	account_.reset();
	events() = EventStream{};
	auto *listener = new AccountListener{std::move(account)};
	replace_listeners(listener);
	run_body([&] { body(parent); });
	listener->say({{"done", true}});
	std::cout.flush();
	std::fflush(nullptr);
	::_exit(0);
}

ChildProcess::~ChildProcess()
{
	if (pid_ == -1)
		return;
	::kill(pid_, SIGKILL);
	reap();
	if (std::uncaught_exceptions() == 0)
		ADD_FAILURE() << "the test neither finished nor killed its child process";
}

void ChildProcess::finish(Deadline deadline)
{
	const Account account = take_account(deadline);
	if (account == Account::late)
		::kill(pid_, SIGKILL);
	const int status = reap();
	if (account == Account::late)
		FAIL() << "the child process did not end in time and was killed";
	if (account == Account::torn)
		FAIL() << "the child process " << how_it_ended(status);
	if (failed_fatally_)
		FAIL() << "the child process could not do its part";
}

void ChildProcess::kill()
{
	::kill(pid_, SIGKILL);
	take_account(Deadline::generous());
	reap();
	if (failed_fatally_)
		FAIL() << "the child process could not do its part";
}

ChildProcess::Account ChildProcess::take_account(Deadline deadline)
{
	std::string text;
	std::array<char, 4096> block;
	while (poll(account_, POLLIN, deadline) != 0) {
		const ssize_t got = ::read(account_.get(), block.data(), block.size());
		if (got == -1 && errno != EINTR)
			Failure::last("read the child's account").raise();
		if (got == 0)
			return said_done_ ? Account::complete : Account::torn;
		text.append(block.data(), got == -1 ? 0 : static_cast<std::size_t>(got));
		for (std::size_t end; (end = text.find('\n')) != std::string::npos;) {
			take_line(text.substr(0, end));
			text.erase(0, end + 1);
		}
	}
	return Account::late;
}

void ChildProcess::take_line(const std::string &line)
{
	const json object = json::parse(line);
	if (object.contains("done")) {
		said_done_ = true;
		return;
	}
	failed_fatally_ = failed_fatally_ || object.at("fatal").get<bool>();
	ADD_FAILURE_AT(object.at("file").get<std::string>().c_str(), object.at("line").get<int>())
		<< "in the child process: " << object.at("message").get<std::string>();
}

int ChildProcess::reap()
{
	int status = 0;
	while (::waitpid(pid_, &status, 0) == -1 && errno == EINTR) {
	}
	pid_ = -1;
	return status;
}

} // namespace cf
