// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "roles/fence_source.h"

// Fence sources that do one thing wrong; all else is the sound source's that they
// wrap. Named "vgem_signals_at_once".

namespace cf
{

enum class FenceFault {
	signals_at_once,  // before anybody could wait for it
	reads_as_writer,  // adds a reader's fence as a writer's
	writes_as_reader, // and the other way round
};

std::shared_ptr<const FenceSource> broken(
	std::shared_ptr<const FenceSource> sound, FenceFault fault);

} // namespace cf
