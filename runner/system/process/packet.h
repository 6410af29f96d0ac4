// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/unique_fd.h"

// Packets with descriptors over an AF_UNIX SOCK_SEQPACKET socket: one JSON text each,
// between the runner, its workers and the test programs.

namespace cf
{

inline constexpr std::size_t kMaxPacket = 64 * 1024;

// Ours and theirs, both O_CLOEXEC. Throws std::system_error.
std::pair<UniqueFd, UniqueFd> make_packet_socket();

// Fails with EPIPE or ECONNRESET when the other side is gone, EMSGSIZE for more than
// kMaxPacket bytes.
Status send_packet(FdRef socket, std::string_view text, std::span<const FdRef> fds = {});

struct Packet {
	enum class Kind { text, nothing_yet, closed };
	Kind kind = Kind::closed;
	std::string text;
	std::vector<UniqueFd> fds;
};

// Never waits.
Packet receive_packet(FdRef socket);

} // namespace cf
