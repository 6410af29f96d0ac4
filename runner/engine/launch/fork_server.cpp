// SPDX-License-Identifier: MIT
#include "engine/launch/fork_server.h"

#include <csignal>

#include <fmt/format.h>

#include "system/event/wait_status.h"
#include "system/process/packet.h"
#include "system/process/spawn.h"

namespace cf
{

namespace
{

using namespace std::chrono_literals;

// Leaving is all that a server has to do when its socket closes.
constexpr auto kTimeToLeave = 2s;

// Enough for a message of the dynamic linker or of a failed assertion.
constexpr std::size_t kMaxPrinted = 4096;

} // namespace

ForkServer::ForkServer(EventLoop &loop, Children &children, UniqueFd socket, UniqueFd output)
	: children_(children), socket_(std::move(socket)),
	  output_(loop, std::move(output),
		  [this](std::string_view bytes) {
			  printed_.append(bytes.substr(0, kMaxPrinted - printed_.size()));
		  }),
	  watch_(loop.watch_readable(socket_, [this] { read_packet(); }))
{
}

Result<std::unique_ptr<ForkServer>> ForkServer::start(
	EventLoop &loop, Children &children, const std::string &program)
{
	auto [ours, theirs] = make_packet_socket();
	Pipe output = make_pipe();
	std::unique_ptr<ForkServer> server{
		new ForkServer(loop, children, std::move(ours), std::move(output.read_end))};
	const Result<pid_t> pid = spawn({.argv = {program, fmt::format("--serve={}", theirs.get())},
		.output = FdRef(output.write_end),
		.errors = FdRef(output.write_end),
		.inherited = {theirs.get()}});
	if (!pid.ok()) {
		server->wait_status_ = 0;
		return pid.failure();
	}
	server->pid_ = pid.value();
	children.expect(
		server->pid_, [raw = server.get()](int status) { raw->wait_status_ = status; });
	return server;
}

ForkServer::~ForkServer()
{
	watch_.stop();
	socket_.reset();
	const auto deadline = Clock::now() + kTimeToLeave;
	while (alive() && Clock::now() < deadline)
		children_.wait_and_reap(deadline);
	if (alive())
		kill();
	while (alive() && Clock::now() < deadline + kTimeToLeave)
		children_.wait_and_reap(deadline + kTimeToLeave);
	children_.forget(pid_);
}

void ForkServer::kill()
{
	if (alive())
		::kill(pid_, SIGKILL);
}

void ForkServer::read_packet()
{
	const Packet packet = receive_packet(socket_);
	if (packet.kind == Packet::Kind::nothing_yet)
		return;
	ServerMessage message = ServerGone{};
	if (packet.kind == Packet::Kind::text)
		message = parse_server_message(packet.text);
	else
		watch_.stop();
	// The handler may end this object or replace itself.
	if (const Handler handler = handler_)
		handler(message);
}

Status ForkServer::request(const std::string &id, const CaseFds &fds)
{
	return send_packet(socket_, run_request(id), fds);
}

std::string ForkServer::epitaph()
{
	// Its socket closes a moment before it can be reaped.
	if (alive())
		children_.wait_and_reap(Clock::now() + kTimeToLeave);
	output_.drain();
	std::string text = wait_status_ ? describe_wait_status(*wait_status_) : "still runs";
	if (!printed_.empty())
		text += "; it printed: " + printed_;
	return text;
}

} // namespace cf
