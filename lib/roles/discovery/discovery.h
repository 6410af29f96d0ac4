// SPDX-License-Identifier: MIT
#pragma once

#include "roles/catalogue.h"

// The steps by which a catalogue is filled. Each finds the roles of one kind of device,
// tries them and adds them, or adds why not. Order matters in one way: importers are
// tried with what the exporters before them made.

namespace cf
{

// Every role of this machine, tried anew. Selftests wrap its outcome; all else uses catalogue().
Catalogue find_roles();

// Tries `exporter` on one page and adds it, or adds why it does not work. One that is known to
// work (roles/discovery/known_role.h) is not tried again.
void offer(Catalogue &roles, std::shared_ptr<const Exporter> exporter);

// Tries `importer`, unless it is known, on one page of each exporter of another driver until
// one is taken.
void offer(Catalogue &roles, std::shared_ptr<const Importer> importer);

void find_udmabuf_exporters(Catalogue &roles);
void find_heap_exporters(Catalogue &roles);
void find_drm_exporters(Catalogue &roles);
void find_v4l2_exporters(Catalogue &roles);

void find_cpu_importer(Catalogue &roles);
void find_drm_importers(Catalogue &roles);
void find_v4l2_importers(Catalogue &roles);

void find_vgem_fence_source(Catalogue &roles);

} // namespace cf
