// SPDX-License-Identifier: MIT
#include "export/private_mapping.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace cf
{
namespace
{

// Drivers whose mmap asks for nothing and inserts the pages at once: system_heap_mmap() and
// vb2_vmalloc_mmap().
constexpr std::array<std::string_view, 3> kTaking{"heap_system", "vim2m", "vivid"};

} // namespace

bool takes_private_mappings(const Exporter &exporter)
{
	return std::find(kTaking.begin(), kTaking.end(), exporter.driver()) != kTaking.end();
}

} // namespace cf
