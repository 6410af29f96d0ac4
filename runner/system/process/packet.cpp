// SPDX-License-Identifier: MIT
#include "system/process/packet.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <sys/socket.h>

namespace cf
{

namespace
{

// Of a case: standard output, standard error, events.
constexpr std::size_t kMaxFds = 3;

using Control = std::array<char, CMSG_SPACE(kMaxFds * sizeof(int))>;

std::vector<UniqueFd> received_fds(msghdr &message)
{
	std::vector<UniqueFd> fds;
	for (cmsghdr *header = CMSG_FIRSTHDR(&message); header;
		header = CMSG_NXTHDR(&message, header)) {
		if (header->cmsg_level != SOL_SOCKET || header->cmsg_type != SCM_RIGHTS)
			continue;
		std::vector<int> numbers((header->cmsg_len - CMSG_LEN(0)) / sizeof(int));
		std::memcpy(numbers.data(), CMSG_DATA(header), numbers.size() * sizeof(int));
		for (const int number : numbers)
			fds.emplace_back(number);
	}
	return fds;
}

} // namespace

std::pair<UniqueFd, UniqueFd> make_packet_socket()
{
	std::array<int, 2> ends{};
	if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) == -1)
		Failure::last("socketpair").raise();
	return {UniqueFd{ends[0]}, UniqueFd{ends[1]}};
}

Status send_packet(FdRef socket, std::string_view text, std::span<const FdRef> fds)
{
	if (text.size() > kMaxPacket)
		return Failure{Errno{EMSGSIZE}, "send a packet"};
	std::vector<int> numbers;
	std::ranges::transform(
		fds, std::back_inserter(numbers), [](const FdRef fd) { return fd.get(); });
	alignas(cmsghdr) Control control{};
	iovec content{.iov_base = const_cast<char *>(text.data()), .iov_len = text.size()};
	msghdr message{};
	message.msg_iov = &content;
	message.msg_iovlen = 1;
	if (!numbers.empty()) {
		const std::size_t bytes = numbers.size() * sizeof(int);
		message.msg_control = control.data();
		message.msg_controllen = CMSG_SPACE(bytes);
		cmsghdr *header = CMSG_FIRSTHDR(&message);
		header->cmsg_level = SOL_SOCKET;
		header->cmsg_type = SCM_RIGHTS;
		header->cmsg_len = CMSG_LEN(bytes);
		std::memcpy(CMSG_DATA(header), numbers.data(), bytes);
	}
	if (::sendmsg(socket.get(), &message, MSG_NOSIGNAL) == -1)
		return Failure::last("send a packet");
	return success();
}

Packet receive_packet(FdRef socket)
{
	std::string text(kMaxPacket, '\0');
	alignas(cmsghdr) Control control{};
	iovec content{.iov_base = text.data(), .iov_len = text.size()};
	msghdr message{};
	message.msg_iov = &content;
	message.msg_iovlen = 1;
	message.msg_control = control.data();
	message.msg_controllen = control.size();
	const ssize_t got = ::recvmsg(socket.get(), &message, MSG_DONTWAIT | MSG_CMSG_CLOEXEC);
	if (got == -1 && (errno == EAGAIN || errno == EINTR))
		return {.kind = Packet::Kind::nothing_yet, .text = {}, .fds = {}};
	if (got <= 0)
		return {};
	text.resize(static_cast<std::size_t>(got));
	return {Packet::Kind::text, std::move(text), received_fds(message)};
}

} // namespace cf
