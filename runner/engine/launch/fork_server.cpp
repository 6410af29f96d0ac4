// SPDX-License-Identifier: MIT
#include "engine/launch/fork_server.h"

#include <cerrno>
#include <csignal>
#include <cstring>

#include <sys/socket.h>
#include <unistd.h>

#include <fmt/format.h>

#include "system/event/wait_status.h"
#include "system/process/spawn.h"

namespace cf
{

namespace
{

using namespace std::chrono_literals;

// Leaving is all that a server has to do when its socket closes.
constexpr auto kTimeToLeave = 2s;

constexpr std::size_t kMaxPacket = 64 * 1024;

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
	std::array<int, 2> ends{};
	if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) == -1)
		return Failure::last("socketpair");
	UniqueFd ours{ends[0]};
	const UniqueFd theirs{ends[1]};
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
	std::array<char, kMaxPacket> packet;
	const ssize_t got = ::recv(socket_.get(), packet.data(), packet.size(), MSG_DONTWAIT);
	if (got == -1 && (errno == EAGAIN || errno == EINTR))
		return;
	ServerMessage message = ServerGone{};
	if (got > 0)
		message = parse_server_message({packet.data(), static_cast<std::size_t>(got)});
	else
		watch_.stop();
	// The handler may end this object or replace itself.
	if (const Handler handler = handler_)
		handler(message);
}

Status ForkServer::request(const std::string &id, const CaseFds &fds)
{
	std::array<int, 3> numbers{fds[0].get(), fds[1].get(), fds[2].get()};
	alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof(numbers))> control{};
	std::string text = run_request(id);
	iovec content{.iov_base = text.data(), .iov_len = text.size()};
	msghdr message{};
	message.msg_iov = &content;
	message.msg_iovlen = 1;
	message.msg_control = control.data();
	message.msg_controllen = control.size();
	cmsghdr *header = CMSG_FIRSTHDR(&message);
	header->cmsg_level = SOL_SOCKET;
	header->cmsg_type = SCM_RIGHTS;
	header->cmsg_len = CMSG_LEN(sizeof(numbers));
	std::memcpy(CMSG_DATA(header), numbers.data(), sizeof(numbers));
	if (::sendmsg(socket_.get(), &message, MSG_NOSIGNAL) == -1)
		return Failure::last("send to the fork server");
	return success();
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
