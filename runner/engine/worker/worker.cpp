// SPDX-License-Identifier: MIT
#include "engine/worker/worker.h"

#include <charconv>
#include <csignal>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "engine/worker/core_dump.h"
#include "system/machine/memory_killer.h"

namespace cf
{

namespace
{

using namespace std::chrono_literals;

// The runner decides when a run ends; its terminal's signals must not reach this process.
void leave_signals_to_the_runner()
{
	sigset_t set;
	sigemptyset(&set);
	for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT})
		sigaddset(&set, signal);
	sigprocmask(SIG_BLOCK, &set, nullptr);
	std::signal(SIGPIPE, SIG_IGN);
}

std::array<rlimit, RLIM_NLIMITS> own_limits()
{
	std::array<rlimit, RLIM_NLIMITS> limits{};
	for (int resource = 0; resource < RLIM_NLIMITS; ++resource)
		::prlimit(0, static_cast<__rlimit_resource>(resource), nullptr,
			&limits[static_cast<std::size_t>(resource)]);
	return limits;
}

} // namespace

Worker::Worker(UniqueFd socket)
	: socket_(std::move(socket)),
	  watch_(loop_.watch_readable(socket_, [this] { read_packet(); })), limits_(own_limits())
{
}

// A test may have changed them for its parent. False when that can't be undone.
bool Worker::restore_limits() const
{
	for (int resource = 0; resource < RLIM_NLIMITS; ++resource)
		if (::prlimit(0, static_cast<__rlimit_resource>(resource),
			    &limits_[static_cast<std::size_t>(resource)], nullptr) == -1)
			return false;
	return true;
}

void Worker::serve()
{
	while (open_) {
		loop_.turn(Clock::now() + 1h);
		if (!order_)
			continue;
		const CaseOrder order = *std::exchange(order_, std::nullopt);
		run(order, std::exchange(fds_, {}));
	}
}

void Worker::read_packet()
{
	Packet packet = receive_packet(socket_);
	if (packet.kind == Packet::Kind::nothing_yet)
		return;
	if (packet.kind == Packet::Kind::closed) {
		watch_.stop();
		open_ = false;
		stop_ = SIGTERM;
	} else if (const auto stop = parse_stop_order(packet.text)) {
		stop_ = stop->signal;
	} else if (auto order = parse_case_order(packet.text); order && packet.fds.size() == 3) {
		order_ = std::move(order);
		fds_ = std::move(packet.fds);
	} else {
		// Better dead, and seen to be, than deaf.
		open_ = false;
	}
}

void Worker::run(const CaseOrder &order, std::vector<UniqueFd> fds)
{
	const bool keeps = order.cores.empty() || dump_core_into(order.cores);
	CaseReport report = runner_.run(order, std::move(fds), stop_);
	if (!keeps)
		report.notes.push_back("cannot dump core into " + order.cores);
	report.worker_leaves = !restore_limits();
	if (open_) [[maybe_unused]]
		const Status sent = send_packet(socket_, to_packet(report));
	open_ &= !report.worker_leaves;
}

int worker_main(const char *argument)
{
	int number = -1;
	const char *end = argument + std::strlen(argument);
	if (std::from_chars(argument, end, number).ptr != end || number < 0)
		return EXIT_FAILURE;
	::prctl(PR_SET_NAME, "crossfence-work");
	// Tests begin where nobody can take the directory away from below them.
	if (::chdir("/") == -1)
		return EXIT_FAILURE;
	leave_signals_to_the_runner();
	drop_oom_protection();
	UniqueFd socket{number};
	::fcntl(socket.get(), F_SETFD, FD_CLOEXEC);
	Worker(std::move(socket)).serve();
	return EXIT_SUCCESS;
}

} // namespace cf
