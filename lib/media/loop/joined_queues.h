// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "host/node_claim.h"
#include "media/loop/frame.h"
#include "media/queue/video_queue.h"
#include "media/video_device_list.h"

// An output queue and a capture queue of one device, set up so that frames go from the
// first to the second unchanged: the two queues of a memory-to-memory device, of which every
// open file has its own, or an output and a capture node that the driver can wire together,
// which are claimed for as long as this lives.

namespace cf
{

struct JoinedQueues {
	std::optional<NodeClaim> claim; // first, so that it is given up last
	VideoQueue output;
	VideoQueue capture;
	std::uint32_t pixel_format = 0; // one that both sides have
	FrameLimits limits;

	// Sets both queues to `frame`; neither may have buffers.
	Status try_set_frame(const Frame &frame);
};

// EOPNOTSUPP: the device has no way from its output to its capture, or changes pixels on it.
// EBUSY: this process has joined them already.
Result<JoinedQueues> try_join_queues(const VideoDeviceInfo &device);

} // namespace cf
