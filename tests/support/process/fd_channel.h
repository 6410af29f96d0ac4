// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/deadline.h"
#include "base/unique_fd.h"

// One end of a SOCK_SEQPACKET unix socket over which texts and descriptors travel
// (SCM_RIGHTS, unix(7)). It owns its end; what it receives belongs to the receiver.
// Errors throw std::system_error.

namespace cf
{

struct Packet {
	std::string text;
	std::vector<UniqueFd> fds; // close-on-exec
};

class FdChannel
{
public:
	explicit FdChannel(UniqueFd socket) : socket_(std::move(socket)) {}

	static std::pair<FdChannel, FdChannel> pair();

	FdRef fd() const { return socket_; }

	// One packet. `text` must not be empty (an empty packet reads as the end); EMSGSIZE past
	// the socket buffer or 8 descriptors, EPIPE when the other end is gone.
	void send(std::string_view text, std::initializer_list<FdRef> fds = {});

	// The next packet, or nothing when the other end is gone. ETIMEDOUT: none came in time;
	// EMSGSIZE: longer than 64 KiB or more than 8 descriptors.
	std::optional<Packet> receive(Deadline deadline = Deadline::generous());

	// A packet with exactly one descriptor; EPROTO for any other.
	UniqueFd receive_fd(Deadline deadline = Deadline::generous());

private:
	UniqueFd socket_;
};

} // namespace cf
