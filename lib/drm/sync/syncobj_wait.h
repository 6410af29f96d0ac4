// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "base/deadline.h"
#include "drm/sync/syncobj.h"

// Waits for syncobjs of one device file: for their fences, or for points of their timelines.

namespace cf
{

struct SyncobjWait {
	bool all = false;        // else: any
	bool for_submit = false; // also waits until there is a fence or point
	bool available = false;  // waits for that alone; points only
};

struct SyncobjPoint {
	std::reference_wrapper<const Syncobj> syncobj;
	std::uint64_t point = 0; // 0: whatever fence it holds
};

// The index of one that has come. ETIME: the deadline passed; EINVAL: one of them has no
// fence, or not the point, and the wait is not for the submission.
Result<std::uint32_t> try_wait(const std::vector<std::reference_wrapper<const Syncobj>> &syncobjs,
	Deadline deadline, SyncobjWait how = {});
Result<std::uint32_t> try_wait_points(
	const std::vector<SyncobjPoint> &points, Deadline deadline, SyncobjWait how = {});

} // namespace cf
