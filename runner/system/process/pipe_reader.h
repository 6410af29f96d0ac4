// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string_view>

#include "system/event/event_loop.h"

// Owns the read end of a pipe that a child writes to, and hands on what arrives
// for as long as the loop turns. So a child never blocks on a full pipe, and a
// process that keeps the write end open never holds up the runner.

namespace cf
{

class PipeReader
{
public:
	using Sink = std::function<void(std::string_view bytes)>;

	// `read_end` is non-blocking.
	PipeReader(EventLoop &loop, UniqueFd read_end, Sink sink);

	// Takes what is there now; does not wait for more.
	void drain();

	// True once every writer has closed its end.
	bool at_end() const { return !watch_.active(); }

private:
	// False when there is no more for now.
	bool read_block();

	UniqueFd read_end_;
	Sink sink_;
	EventLoop::Watch watch_;
};

} // namespace cf
