// SPDX-License-Identifier: MIT
#include "engine/worker/worker_process.h"

#include <csignal>
#include <utility>

#include <unistd.h>

#include <fmt/format.h>

#include "system/event/wait_status.h"
#include "system/process/packet.h"
#include "system/process/spawn.h"

namespace cf
{

namespace
{

using namespace std::chrono_literals;

// What a worker may take beyond a case's limit to clear up: it gives a process that is
// stuck in the kernel ten seconds.
constexpr auto kTimeToReport = 30s;

CaseReport report_of(Ending ending)
{
	CaseReport report;
	report.ending = std::move(ending);
	return report;
}

} // namespace

WorkerProcess::WorkerProcess(EventLoop &loop, Children &children)
	: loop_(loop), children_(children), own_pids_(::geteuid() == 0)
{
}

WorkerProcess::~WorkerProcess()
{
	done_ = nullptr;
	kill();
}

Status WorkerProcess::start()
{
	auto [ours, theirs] = make_packet_socket();
	SpawnRequest request{
		.argv = {"/proc/self/exe", "--worker", fmt::format("{}", theirs.get())},
		.environment = {},
		.output = {},
		.errors = {},
		.inherited = {theirs.get()},
		.own_pids = own_pids_};
	Result<pid_t> pid = spawn(request);
	// A container's root may lack the right to namespaces; the sweep alone does then.
	if (!pid.ok() && own_pids_) {
		own_pids_ = request.own_pids = false;
		pid = spawn(request);
	}
	if (!pid.ok())
		return pid.failure();
	pid_ = pid.value();
	socket_ = std::move(ours);
	watch_ = loop_.watch_readable(socket_, [this] { read_packet(); });
	children_.expect(pid_, [this](int status) { gone(status); });
	return success();
}

void WorkerProcess::run(const CaseOrder &order, const ForkServer::CaseFds &fds, Done done)
{
	done_ = std::move(done);
	timeout_ = order.timeout;
	deadline_ = Clock::now() + order.timeout + kTimeToReport;
	if (pid_ == 0)
		if (const Status started = start(); !started.ok()) {
			finish(report_of({Ending::Kind::not_started, 0,
				fmt::format("no worker process: {}", started.error().name())}));
			return;
		}
	// A send that fails because the worker is gone is followed by gone().
	const Status sent = send_packet(socket_, to_packet(order), fds);
	if (!sent.ok() && sent.error() != Errno{EPIPE} && sent.error() != Errno{ECONNRESET})
		finish(report_of({Ending::Kind::not_started, 0, sent.error().name()}));
}

void WorkerProcess::stop(int signal)
{
	if (done_) [[maybe_unused]]
		const Status sent = send_packet(socket_, to_packet(StopOrder{signal}));
}

void WorkerProcess::check()
{
	if (!done_ || Clock::now() < deadline_)
		return;
	kill();
	finish(report_of({Ending::Kind::timed_out, static_cast<int>(timeout_.count()),
		"its worker process did not answer any more"}));
}

void WorkerProcess::read_packet()
{
	const Packet packet = receive_packet(socket_);
	if (packet.kind == Packet::Kind::nothing_yet)
		return;
	if (packet.kind == Packet::Kind::closed) {
		// Alive without its socket it is of no use; how it ended is told to gone().
		watch_.stop();
		::kill(pid_, SIGKILL);
		return;
	}
	auto report = parse_case_report(packet.text);
	if (!report)
		return;
	if (report->worker_leaves)
		kill();
	finish(std::move(*report));
}

void WorkerProcess::gone(int wait_status)
{
	watch_.stop();
	socket_.reset();
	pid_ = 0;
	finish(report_of({Ending::Kind::unknown, 0,
		"its worker process died: " + describe_wait_status(wait_status)}));
}

void WorkerProcess::finish(CaseReport report)
{
	deadline_ = Clock::time_point::max();
	if (const Done done = std::exchange(done_, nullptr))
		done(std::move(report));
}

void WorkerProcess::kill()
{
	watch_.stop();
	socket_.reset();
	if (pid_ == 0)
		return;
	children_.forget(pid_);
	::kill(std::exchange(pid_, 0), SIGKILL);
}

} // namespace cf
