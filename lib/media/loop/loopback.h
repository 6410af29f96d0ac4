// SPDX-License-Identifier: MIT
#pragma once

#include "media/video_node.h"

// The loop inside vivid (Documentation/admin-guide/media/vivid.rst, "Video, VBI and RDS
// Looping"): what an application gives to the output node comes back at the capture node of
// the same instance, byte for byte, as long as both have equal picture sizes, pixel formats and
// rectangles and no text is drawn on it. Everything is found by the names of inputs, outputs
// and controls, so another driver that uses the same names would do as well.

namespace cf
{

// Sets inputs, timings and controls so that `output` shows at `capture`, whatever equal frame
// formats are set afterwards. Neither may have buffers. Fails with EOPNOTSUPP where the driver
// has no such loop, saying what is missing.
Status try_connect_loopback(const VideoNode &output, const VideoNode &capture);

} // namespace cf
