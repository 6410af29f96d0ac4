// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>

#include "base/result.h"
#include "base/unique_fd.h"
#include "probe/module/uapi/keeper.h"
#include "probe/probe.h"

// A reference that the probe module holds, and drops where userspace never is: in a timer, in a
// shrinker. It is the last one when the test has closed its own. Owns the keeper's descriptor;
// closing that drops the reference as well.

namespace cf
{

enum class DropIn : std::uint32_t {
	task = CFP_DROP_IN_TASK,
	worker = CFP_DROP_IN_WORKER,
	callback = CFP_DROP_IN_CALLBACK, // of a fence, under its lock
	timer = CFP_DROP_IN_TIMER,
	interrupt = CFP_DROP_IN_IRQ,
	shrinker = CFP_DROP_IN_SHRINKER, // of whoever reclaims memory next
};

class ProbeKeeper
{
public:
	// EBADF or EINVAL: not a buffer, a sync_file or an object of the probe's.
	static Result<ProbeKeeper> try_keep(const Probe &probe, const DmaBuf &buffer);
	static Result<ProbeKeeper> try_keep(const Probe &probe, const SyncFile &file); // its fence
	static Result<ProbeKeeper> try_keep(const Probe &probe, const ProbeImporter &importer);

	FdRef fd() const { return fd_; }

	// Returns when it has been dropped. ETIME: nobody reclaimed in time, and it has not; ENXIO:
	// it was dropped before. A timeout of zero is the module's limit.
	Status try_drop(DropIn context, std::chrono::milliseconds timeout = {}) const;

private:
	explicit ProbeKeeper(UniqueFd fd) : fd_(std::move(fd)) {}

	static Result<ProbeKeeper> try_keep(const Probe &probe, FdRef fd, cfp_kept what);

	UniqueFd fd_;
};

} // namespace cf
