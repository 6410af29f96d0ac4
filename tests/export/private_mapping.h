// SPDX-License-Identifier: MIT
#pragma once

#include "roles/exporter.h"

// Who lets a buffer of one page be mapped private and writable (private_mapping_table.cpp). The
// kernel nowhere says what an exporter should do; most refuse, as their pages are not theirs to
// copy.

namespace cf
{

bool takes_private_mappings(const Exporter &exporter);

} // namespace cf
