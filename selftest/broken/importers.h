// SPDX-License-Identifier: MIT
#pragma once

#include <memory>

#include "roles/exporter.h"
#include "roles/importer.h"

// Importers that do one thing wrong, as drivers have done; all else is the sound
// importer's that they wrap. Named "cpu_repeats_page_0".

namespace cf
{

enum class ImporterFault {
	reads_page_0_only,  // the rest is zero: took the first entry of the scatter list for all
	repeats_page_0,     // every page is the first: maps one page at every address
	writes_page_0_only, // the rest gets lost
	renames_handles,    // a new handle at each import
	wraps_its_own,      // what comes back to its device is another object
	reexports_a_copy,   // hands out a buffer of its own with the same content
};

// `copier` makes what reexports_a_copy hands out.
std::shared_ptr<const Importer> broken(std::shared_ptr<const Importer> sound, ImporterFault fault,
	std::shared_ptr<const Exporter> copier);

} // namespace cf
