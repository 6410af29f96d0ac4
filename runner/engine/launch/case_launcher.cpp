// SPDX-License-Identifier: MIT
#include "engine/launch/case_launcher.h"

#include <cerrno>
#include <csignal>
#include <utility>

#include <unistd.h>

#include <fmt/format.h>

#include "system/process/spawn.h"

namespace cf
{

namespace
{

constexpr int kSkipStatus = 77;

template <typename... Handlers>
struct Overloaded : Handlers... {
	using Handlers::operator()...;
};

// clang does not deduce this by itself before version 17.
template <typename... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

// GoogleTest's own main() says 0 for a skipped case.
Ending with_skip_status(Ending ending, const std::vector<std::string> &events)
{
	const bool skipped =
		!events.empty() && events.back() == R"({"event":"end","result":"skip"})";
	if (ending.kind == Ending::Kind::exited && ending.value == 0 && skipped)
		ending.value = kSkipStatus;
	return ending;
}

bool exists(pid_t pid)
{
	return ::kill(pid, 0) == 0;
}

} // namespace

CaseLauncher::CaseLauncher(EventLoop &loop, Children &children) : loop_(loop), children_(children)
{
}

void CaseLauncher::launch(const CaseOrder &order, std::vector<UniqueFd> fds, Ended ended)
{
	order_ = &order;
	ended_ = std::move(ended);
	pid_ = 0;
	notes_.clear();
	server_fate_.clear();
	report_.reset();
	fds_ = std::move(fds);
	if (order.fresh)
		server_.reset();
	if (order.isolation == Isolation::exec || order.plain()) {
		launch_by_exec();
	} else if (const auto known = cannot_serve_.find(order.program);
		   known != cannot_serve_.end()) {
		notes_.push_back(known->second);
		launch_by_exec();
	} else {
		launch_by_fork();
	}
}

void CaseLauncher::launch_by_exec()
{
	used_ = Isolation::exec;
	SpawnRequest request{.argv = order_->wrapper,
		.environment = {},
		.output = FdRef(fds_[0]),
		.errors = FdRef(fds_[1]),
		.inherited = {}};
	request.argv.push_back(order_->program);
	if (order_->plain()) {
		report_ = std::make_unique<GtestReport>();
		request.argv.push_back("--gtest_filter=" + order_->gtest_name);
		request.argv.push_back(report_->argument());
		request.inherited = {report_->fd()};
	} else {
		request.argv.insert(request.argv.end(), {"--run", order_->id});
		request.environment = {fmt::format("CROSSFENCE_EVENTS_FD={}", fds_[2].get())};
		request.inherited = {fds_[2].get()};
	}
	const Result<pid_t> pid = spawn(request);
	if (!pid.ok()) {
		end({Ending::Kind::not_started, 0,
			fmt::format("{}: {}", request.argv.front(), pid.failure().error.name())});
		return;
	}
	pid_ = pid.value();
	// The report of a plain program is told as events when it has ended.
	if (!report_)
		fds_.clear();
	children_.expect(pid_, [this](int status) { end(ending_of(status)); });
}

void CaseLauncher::launch_by_fork()
{
	used_ = Isolation::fork;
	if (server_ && server_program_ != order_->program)
		server_.reset();
	if (!server_) {
		auto started = ForkServer::start(loop_, children_, order_->program);
		if (!started.ok()) {
			fall_back(started.failure().error.name());
			return;
		}
		server_ = std::move(started).take();
		server_program_ = order_->program;
		server_ready_ = false;
		server_->on_message([this](const ServerMessage &message) { on_message(message); });
	}
	if (server_ready_)
		on_message(ServerReady{});
}

void CaseLauncher::on_message(const ServerMessage &message)
{
	std::visit(Overloaded{
			   [this](const ServerReady &) {
				   server_ready_ = true;
				   request_case();
			   },
			   [this](const CaseStarted &started) {
				   pid_ = started.pid;
				   fds_.clear();
				   // An orphan of ours if the server dies, else never told here.
				   children_.expect(
					   pid_, [this](int status) { end(ending_of(status)); });
			   },
			   [this](const CaseExited &exited) {
				   // A late word about a case that was given up is of no interest.
				   if (pid_ != 0 && exited.pid == pid_)
					   end(ending_of(exited.wait_status));
			   },
			   [this](const ServerError &error) {
				   if (!server_ready_)
					   fall_back(error.text);
				   else
					   end({Ending::Kind::not_started, 0, error.text});
			   },
			   [this](const ServerGone &) { on_server_gone(); },
		   },
		message);
}

void CaseLauncher::request_case()
{
	// A send that fails because the server is gone is followed by ServerGone.
	const Status sent = server_->request(order_->id, {fds_[0], fds_[1], fds_[2]});
	if (!sent.ok() && sent.error() != Errno{EPIPE} && sent.error() != Errno{ECONNRESET})
		fall_back(sent.failure().error.name());
}

void CaseLauncher::on_server_gone()
{
	// Reaps too, and so may tell the end of the case.
	const std::string last_words = server_->epitaph();
	server_.reset();
	const bool in_flight = static_cast<bool>(ended_);
	if (in_flight && pid_ == 0) {
		fall_back(last_words);
		return;
	}
	server_fate_ = "the fork server died while it ran: " + last_words;
	if (in_flight && !exists(pid_))
		end({Ending::Kind::unknown, 0, {}});
}

void CaseLauncher::fall_back(const std::string &why)
{
	const std::string note = "run by exec, as its program cannot serve: " + why;
	cannot_serve_[order_->program] = note;
	notes_.push_back(note);
	abandon_server();
	launch_by_exec();
}

// A plain program has none of the event stream's lines; what its report says goes there.
void CaseLauncher::tell_reported_events()
{
	for (const std::string &event : report_->events()) {
		const std::string line = event + "\n";
		std::string_view left = line;
		while (!left.empty()) {
			const ssize_t written = ::write(fds_[2].get(), left.data(), left.size());
			if (written <= 0)
				return;
			left.remove_prefix(static_cast<std::size_t>(written));
		}
	}
}

void CaseLauncher::end(Ending ending)
{
	children_.forget(pid_);
	if (report_) {
		ending = with_skip_status(std::move(ending), report_->events());
		tell_reported_events();
	}
	fds_.clear();
	if (const Ended tell = std::exchange(ended_, nullptr))
		tell(std::move(ending));
}

PidSet CaseLauncher::servers() const
{
	return server_ ? PidSet{server_->pid()} : PidSet{};
}

void CaseLauncher::abandon_server()
{
	if (server_)
		server_->kill();
	server_.reset();
}

void CaseLauncher::abandon()
{
	ended_ = nullptr;
	children_.forget(pid_);
	fds_.clear();
	abandon_server();
}

} // namespace cf
