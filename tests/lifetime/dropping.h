// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <functional>
#include <string>

#include <poll.h>

#include "base/text_file.h"
#include "probe/inside/keeper.h"
#include "support/gone.h"
#include "support/matrix/pending_file.h"
#include "support/process/child_process.h"

// Fixture for last references that the kernel drops where no test can be: in a worker, a callback,
// a timer, an interrupt, a shrinker.

namespace cf
{

inline std::string name_of(DropIn context)
{
	constexpr std::array kNames{"task", "worker", "callback", "timer", "interrupt", "shrinker"};
	return kNames.at(static_cast<std::size_t>(context));
}

inline const auto kEverywhere = testing::Values(DropIn::task, DropIn::worker, DropIn::callback,
	DropIn::timer, DropIn::interrupt, DropIn::shrinker);

// Goes on until the parent says a word.
inline ChildProcess repeating(const std::function<void()> &act)
{
	return ChildProcess{[&act](FdChannel &parent) {
		while (poll(parent.fd(), POLLIN, Deadline::now()) == 0)
			act();
	}};
}

inline void stop(ChildProcess &child)
{
	child.channel().send("enough");
	child.finish();
}

class LastPut : public FenceProbeTest
{
protected:
	// Drops it, and for a shrinker's sake has memory reclaimed meanwhile.
	void drop(const ProbeKeeper &keeper, DropIn context)
	{
		if (context != DropIn::shrinker) {
			keeper.try_drop(context).take();
			return;
		}
		ChildProcess reclaiming =
			repeating([] { try_write_text("/proc/sys/vm/drop_caches", "2").take(); });
		const Deadline deadline{kGone};
		Status dropped = keeper.try_drop(context);
		while (dropped.error() == Errno{ETIME} && !deadline.passed())
			dropped = keeper.try_drop(context);
		stop(reclaiming);
		std::move(dropped).take();
	}
};

} // namespace cf
