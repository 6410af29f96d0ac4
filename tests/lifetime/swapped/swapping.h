// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <utility>

#include "host/kernel/memory_cgroup.h"
#include "host/meminfo.h"
#include "lifetime/swapped/writer.h"
#include "support/process/child_process.h"
#include "support/require.h"

// Memory of processes that are gone, swapped out as far as nobody holds it in place.

namespace cf
{

class Swapping
{
public:
	// Skips where the machine can't.
	Swapping() : group_(require_present(MemoryCgroup::try_create(), MemoryCgroup::kNeeded))
	{
		require(meminfo_value("SwapFree") > 0, "needs swap (CONFIG_SWAP, swapon)");
	}

	// In a process whose memory is counted, which is gone afterwards; of what it gives back
	// the descriptor is left.
	void run(const std::function<void()> &body) const
	{
		ChildProcess counted{[&](FdChannel &) {
			group_.enter();
			body();
		}};
		counted.finish();
	}

	DmaBuf left_by(const std::function<DmaBuf()> &body) const
	{
		std::pair<FdChannel, FdChannel> ends = FdChannel::pair();
		run([&] { ends.first.send("left", {body().fd()}); });
		return DmaBuf{ends.second.receive_fd()};
	}

	void swap_out() const { group_.swap_out(); }

	// Whether most of a content's memory is.
	bool is_in_memory() const { return group_.in_shared_files() >= content_size() / 2; }

private:
	MemoryCgroup group_;
};

} // namespace cf
