// SPDX-License-Identifier: MIT
#include "roles/discovery/discovery.h"

#include <algorithm>
#include <utility>

#include <unistd.h>

#include "roles/discovery/known_role.h"

namespace cf
{

namespace
{

// Of one page: who takes nothing of a huge one may take everything else, and the kernel complains
// of what it can't map.
std::size_t trial_size()
{
	return static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

std::string explain(const Failure &failure)
{
	return failure.context + " failed with " + failure.error.name();
}

// Nothing when the importer took the buffer, else why it did not.
std::string try_importing(const Importer &importer, const Exporter &exporter)
try {
	const auto buffer = exporter.create(trial_size());
	if (buffer->dmabuf().size() > trial_size())
		return exporter.name() + " makes no buffer of one page to try it with";
	const auto session = importer.open();
	const auto imported = session->try_import(buffer->dmabuf());
	return imported.ok() ? "" : exporter.name() + ": " + explain(imported.failure());
} catch (const std::system_error &error) {
	return exporter.name() + ": " + error.what();
}

} // namespace

void offer(Catalogue &roles, std::shared_ptr<const Exporter> exporter)
{
	if (known_exporter(exporter->name(), exporter->driver(), exporter->node())) {
		roles.exporters.push_back(std::move(exporter));
		return;
	}
	const auto trial = exporter->try_create(trial_size());
	if (trial.ok())
		roles.exporters.push_back(std::move(exporter));
	else
		roles.absent.push_back(
			{"exporter", exporter->name(), exporter->node(), explain(trial.failure())});
}

void offer(Catalogue &roles, std::shared_ptr<const Importer> importer)
{
	if (known_importer(importer->name(), importer->driver(), importer->node())) {
		roles.importers.push_back(std::move(importer));
		return;
	}
	std::string why = "no exporter of another driver to try it with";
	for (const auto &exporter : roles.exporters) {
		if (exporter->driver() == importer->driver())
			continue;
		why = try_importing(*importer, *exporter);
		if (why.empty()) {
			roles.importers.push_back(std::move(importer));
			return;
		}
	}
	roles.absent.push_back({"importer", importer->name(), importer->node(), std::move(why)});
}

Catalogue find_roles()
{
	Catalogue roles;
	find_udmabuf_exporters(roles);
	find_heap_exporters(roles);
	find_drm_exporters(roles);
	find_v4l2_exporters(roles);
	find_cpu_importer(roles);
	find_drm_importers(roles);
	find_v4l2_importers(roles);
	find_vgem_fence_source(roles);
	return roles;
}

} // namespace cf
