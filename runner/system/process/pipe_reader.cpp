// SPDX-License-Identifier: MIT
#include "system/process/pipe_reader.h"

#include <array>
#include <cerrno>

#include <unistd.h>

namespace cf
{

namespace
{

// What a pipe holds by default, so that one read empties it.
constexpr std::size_t kBlock = 64 * 1024;

// More than every writer can have left in a pipe: a bound for drain() against a
// process outside our reach that goes on writing.
constexpr int kMaxDrainBlocks = 64;

} // namespace

PipeReader::PipeReader(EventLoop &loop, UniqueFd read_end, Sink sink)
	: read_end_(std::move(read_end)), sink_(std::move(sink)),
	  watch_(loop.watch_readable(read_end_, [this] { read_block(); }))
{
}

bool PipeReader::read_block()
{
	std::array<char, kBlock> block;
	const ssize_t got = ::read(read_end_.get(), block.data(), block.size());
	if (got > 0) {
		sink_({block.data(), static_cast<std::size_t>(got)});
		return true;
	}
	if (got == 0 || (errno != EAGAIN && errno != EINTR))
		watch_.stop();
	return false;
}

void PipeReader::drain()
{
	for (int i = 0; i < kMaxDrainBlocks && !at_end() && read_block(); ++i)
		;
}

} // namespace cf
