// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "roles/exporter.h"
#include "roles/fence_source.h"
#include "roles/importer.h"

// What this machine has of each role, and why it lacks the rest. Made once a process
// by trying each role for real on one page; nothing stays open. A new driver is
// one new file and one line in catalogue.cpp; an unknown DRM driver needs neither.

namespace cf
{

// A role that the machine could have and why it has not, errno included: "no /dev/udmabuf
// (CONFIG_UDMABUF)", "vgem: DRM_IOCTL_PRIME_FD_TO_HANDLE failed with ENODEV".
struct AbsentRole {
	std::string kind; // "exporter", "importer", "fence source"
	std::string name;
	std::string node;
	std::string why;
};

struct Catalogue {
	std::vector<std::shared_ptr<const Exporter>> exporters;
	std::vector<std::shared_ptr<const Importer>> importers;
	std::vector<std::shared_ptr<const FenceSource>> fence_sources;
	std::vector<AbsentRole> absent;
};

// The catalogue of this machine; the same object at every call.
const Catalogue &catalogue();

} // namespace cf
