// SPDX-License-Identifier: MIT
#include "support/process/fd_channel.h"

#include <array>
#include <cerrno>
#include <cstring>

#include <poll.h>
#include <sys/socket.h>

namespace cf
{
namespace
{

constexpr std::size_t kLongestText = 64 * 1024;
constexpr std::size_t kMostFds = 8;

// Room for the one control message that SCM_RIGHTS uses, aligned as cmsg(3) wants it.
struct alignas(cmsghdr) Control {
	std::array<char, CMSG_SPACE(kMostFds * sizeof(int))> bytes{};
};

msghdr message_for(iovec &text, Control &control, std::size_t control_size)
{
	msghdr message{};
	message.msg_iov = &text;
	message.msg_iovlen = 1;
	message.msg_control = control_size == 0 ? nullptr : control.bytes.data();
	message.msg_controllen = control_size;
	return message;
}

std::vector<UniqueFd> received_fds(msghdr &message)
{
	std::vector<UniqueFd> fds;
	for (cmsghdr *header = CMSG_FIRSTHDR(&message); header != nullptr;
		header = CMSG_NXTHDR(&message, header)) {
		if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS)
			continue;
		std::array<int, kMostFds> numbers{};
		const std::size_t size = header->cmsg_len - CMSG_LEN(0);
		std::memcpy(numbers.data(), CMSG_DATA(header), size);
		for (std::size_t i = 0; i < size / sizeof(int); ++i)
			fds.emplace_back(numbers.at(i));
	}
	return fds;
}

} // namespace

std::pair<FdChannel, FdChannel> FdChannel::pair()
{
	std::array<int, 2> ends{};
	if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) == -1)
		Failure::last("socketpair").raise();
	return {FdChannel{UniqueFd{ends[0]}}, FdChannel{UniqueFd{ends[1]}}};
}

void FdChannel::send(std::string_view text, std::initializer_list<FdRef> fds)
{
	if (fds.size() > kMostFds)
		Failure{Errno{EMSGSIZE}, "sending so many descriptors"}.raise();
	std::string bytes{text};
	iovec part{bytes.data(), bytes.size()};
	Control control;
	const std::size_t size = fds.size() * sizeof(int);
	msghdr message = message_for(part, control, fds.size() == 0 ? 0 : CMSG_SPACE(size));
	if (fds.size() != 0) {
		cmsghdr *header = CMSG_FIRSTHDR(&message);
		header->cmsg_level = SOL_SOCKET;
		header->cmsg_type = SCM_RIGHTS;
		header->cmsg_len = CMSG_LEN(size);
		std::vector<int> numbers;
		for (const FdRef fd : fds)
			numbers.push_back(fd.get());
		std::memcpy(CMSG_DATA(header), numbers.data(), size);
	}
	ssize_t sent;
	do {
		sent = ::sendmsg(socket_.get(), &message, MSG_NOSIGNAL);
	} while (sent == -1 && errno == EINTR);
	if (sent == -1)
		Failure::last("sendmsg").raise();
}

std::optional<Packet> FdChannel::receive(Deadline deadline)
{
	if (poll(socket_, POLLIN, deadline) == 0)
		Failure{Errno{ETIMEDOUT}, "wait for a packet"}.raise();
	std::string bytes(kLongestText, '\0');
	iovec part{bytes.data(), bytes.size()};
	Control control;
	msghdr message = message_for(part, control, control.bytes.size());
	ssize_t got;
	do {
		got = ::recvmsg(socket_.get(), &message, MSG_CMSG_CLOEXEC);
	} while (got == -1 && errno == EINTR);
	if (got == 0 || (got == -1 && errno == ECONNRESET))
		return std::nullopt;
	if (got == -1)
		Failure::last("recvmsg").raise();
	bytes.resize(static_cast<std::size_t>(got));
	Packet packet{std::move(bytes), received_fds(message)};
	if ((message.msg_flags & (MSG_TRUNC | MSG_CTRUNC)) != 0)
		Failure{Errno{EMSGSIZE}, "recvmsg"}.raise();
	return packet;
}

UniqueFd FdChannel::receive_fd(Deadline deadline)
{
	std::optional<Packet> packet = receive(deadline);
	if (!packet || packet->fds.size() != 1)
		Failure{Errno{EPROTO}, "receive a descriptor"}.raise();
	return std::move(packet->fds.front());
}

} // namespace cf
