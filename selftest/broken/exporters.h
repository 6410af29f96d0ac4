// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "roles/exporter.h"

// Exporters that do one thing wrong; all else is the sound exporter's that they wrap.
// Named "udmabuf_keeps_a_copy".

namespace cf
{

enum class ExporterFault {
	keeps_a_copy,        // its CPU path goes to memory that nobody else sees
	reimports_as_another // its own buffer comes back under another handle
};

std::shared_ptr<const Exporter> broken(std::shared_ptr<const Exporter> sound, ExporterFault fault);

} // namespace cf
