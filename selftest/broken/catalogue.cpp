// SPDX-License-Identifier: MIT
#include "roles/catalogue.h"

#include <algorithm>

#include "broken/exporters.h"
#include "broken/fence_sources.h"
#include "broken/importers.h"
#include "roles/discovery/discovery.h"

// Stands in for lib/roles/catalogue.cpp at link time: a few sound roles of this machine, and
// beside them the same roles with one fault each. broken_roles_test.py knows which tests see
// which fault.

namespace cf
{
namespace
{

template <typename Role>
using Roles = std::vector<std::shared_ptr<const Role>>;

// Leaves the roles with these names; a machine without one has no broken one, either.
template <typename Role>
Roles<Role> only(const Roles<Role> &roles, std::initializer_list<const char *> names)
{
	Roles<Role> found;
	for (const auto &role : roles) {
		if (std::ranges::find(names, role->name()) != names.end())
			found.push_back(role);
	}
	return found;
}

void add_broken_exporters(Roles<Exporter> &exporters)
{
	const Roles<Exporter> sound = exporters;
	for (const auto &exporter : sound) {
		exporters.push_back(broken(exporter, ExporterFault::keeps_a_copy));
		if (exporter->has_handles())
			exporters.push_back(broken(exporter, ExporterFault::reimports_as_another));
	}
}

void add_broken_importers(Roles<Importer> &importers, const std::shared_ptr<const Exporter> &copier)
{
	using enum ImporterFault;
	const Roles<Importer> sound = importers;
	for (const auto &importer : sound) {
		const Sight sight = importer->sight();
		if (sight.reads) {
			importers.push_back(broken(importer, reads_page_0_only, copier));
			importers.push_back(broken(importer, repeats_page_0, copier));
		}
		if (sight.writes)
			importers.push_back(broken(importer, writes_page_0_only, copier));
		if (importer->has_handles()) {
			importers.push_back(broken(importer, renames_handles, copier));
			importers.push_back(broken(importer, wraps_its_own, copier));
			importers.push_back(broken(importer, reexports_a_copy, copier));
		}
	}
}

void add_broken_fence_sources(Roles<FenceSource> &sources)
{
	using enum FenceFault;
	const Roles<FenceSource> sound = sources;
	for (const auto &source : sound) {
		for (const FenceFault fault : {signals_at_once, reads_as_writer, writes_as_reader})
			sources.push_back(broken(source, fault));
	}
}

Catalogue mixed_roles()
{
	Catalogue roles = find_roles();
	roles.exporters = only(roles.exporters, {"vgem", "udmabuf"});
	roles.importers = only(roles.importers, {"cpu", "vgem"});
	roles.fence_sources = only(roles.fence_sources, {"vgem"});
	if (roles.exporters.empty())
		return roles;
	add_broken_importers(roles.importers, roles.exporters.front());
	add_broken_exporters(roles.exporters);
	add_broken_fence_sources(roles.fence_sources);
	return roles;
}

} // namespace

const Catalogue &catalogue()
{
	static const Catalogue roles = mixed_roles();
	return roles;
}

} // namespace cf
