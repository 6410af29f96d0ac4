// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "dmabuf/dma_buf.h"
#include "support/content/pattern.h"
#include "support/matrix/pairs.h"

// Who writes into somebody else's buffer and is gone then.

namespace cf
{

struct Writer {
	std::string name; // "a_device", "the_kernel", "vivid0"
	std::function<void(const DmaBuf &, const Pattern &)> write; // content_size() bytes
	ImporterRef importer = nullptr; // of the catalogue; else it is the probe
};

// The kernel's count of a group's pages may be wrong by 64 a processor (mm/memcontrol.c,
// MEMCG_CHARGE_BATCH): half of this.
std::size_t content_size();

// Importers that write and reach so far, and the probe as a device and by a mapping of the
// kernel's.
std::vector<Writer> writers();

// Skips for a probe that is not there.
void require_present(const Writer &writer);

} // namespace cf
