// SPDX-License-Identifier: MIT
#include "support/program/fork_server.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <iostream>

#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "support/report/event_stream.h"

namespace cf
{
namespace
{

using nlohmann::json;

// What the runner asks for, taken apart.
struct Request {
	std::string id;
	UniqueFd out;
	UniqueFd err;
	UniqueFd events;
};

void say(FdChannel &runner, const json &object)
{
	runner.send(object.dump(-1, ' ', false, json::error_handler_t::replace));
}

// Throws std::runtime_error with the answer to a request that cannot be met.
Request understood(Packet packet, const std::vector<Case> &cases)
{
	const json object = json::parse(packet.text, nullptr, false);
	if (!object.is_object() || !object.contains("run") || !object["run"].is_string())
		throw std::runtime_error("not a request: " + packet.text);
	const std::string id = object["run"];
	if (filter_for(cases, id).empty())
		throw std::runtime_error("no case has the id " + id);
	if (packet.fds.size() != 3)
		throw std::runtime_error(
			fmt::format("{} descriptors came with {}, not 3", packet.fds.size(), id));
	return Request{
		id, std::move(packet.fds[0]), std::move(packet.fds[1]), std::move(packet.fds[2])};
}

void put_in_place(FdRef source, int target)
{
	if (::dup2(source.get(), target) == -1)
		Failure::last("dup2").raise();
}

void become_case(Request request, pid_t server)
{
	::prctl(PR_SET_PDEATHSIG, SIGKILL);
	// The server may have died before the line above.
	if (::getppid() != server)
		::_exit(1);
	::setsid();
	put_in_place(open("/dev/null", O_RDONLY), STDIN_FILENO);
	put_in_place(request.out, STDOUT_FILENO);
	put_in_place(request.err, STDERR_FILENO);
	events() = EventStream{std::move(request.events)};
}

// Waits for the child's end or the runner's, whichever is first; kills the child in the
// latter case. Requests that come meanwhile are refused. Gives whether the runner lives.
bool watch(FdChannel &runner, pid_t child)
{
	// By number: glibc 2.36 declares pidfd_open() for C only.
	const UniqueFd end{static_cast<int>(::syscall(SYS_pidfd_open, child, 0))};
	if (!end.valid())
		Failure::last("pidfd_open").raise();
	bool runner_lives = true;
	for (;;) {
		std::array<pollfd, 2> entries{
			{{end.get(), POLLIN, 0}, {runner.fd().get(), POLLIN, 0}}};
		if (::poll(entries.data(), entries.size(), -1) == -1 && errno != EINTR)
			Failure::last("poll").raise();
		if (entries[0].revents != 0)
			break;
		if (entries[1].revents == 0)
			continue;
		if (runner.receive()) {
			say(runner, {{"error", "a case is running"}});
			continue;
		}
		runner_lives = false;
		::kill(child, SIGKILL);
		break;
	}
	int status = 0;
	while (::waitpid(child, &status, 0) == -1 && errno == EINTR) {
	}
	if (runner_lives)
		say(runner, {{"exited", child}, {"status", status}});
	return runner_lives;
}

} // namespace

std::optional<std::string> serve(FdChannel runner, const std::vector<Case> &cases)
{
	::prctl(PR_SET_PDEATHSIG, SIGKILL);
	say(runner, {{"ready", true}, {"protocol", 1}});
	// However long the runner takes between two cases, it is alive or its end is closed.
	const Deadline never{std::chrono::hours{24 * 365}};
	while (std::optional<Packet> packet = runner.receive(never)) {
		try {
			Request request = understood(std::move(*packet), cases);
			const pid_t server = ::getpid();
			const pid_t child = ::fork();
			if (child == -1)
				throw std::runtime_error(Failure::last("fork").error.name());
			if (child == 0) {
				runner = FdChannel{UniqueFd{}};
				const std::string id = request.id;
				become_case(std::move(request), server);
				return id;
			}
			request = Request{};
			say(runner, {{"started", child}});
			if (!watch(runner, child))
				return std::nullopt;
		} catch (const std::runtime_error &refusal) {
			say(runner, {{"error", refusal.what()}});
		}
	}
	return std::nullopt;
}

} // namespace cf
