// SPDX-License-Identifier: MIT
#include "lifetime/swapped/writer.h"

#include <thread>

#include "support/matrix/pending_file.h"

namespace cf
{

namespace
{

Writer imported_by(const ImporterRef &importer)
{
	const auto write = [importer](const DmaBuf &buffer, const Pattern &pattern) {
		const auto session = importer->open();
		const auto imported = session->import(buffer);
		pattern.write_to(*imported, content_size());
	};
	return {importer->name(), write, importer};
}

Writer probed_by(const char *name, ProbePath path)
{
	const auto write = [path](const DmaBuf &buffer, const Pattern &pattern) {
		const ProbeImporter importer =
			Probe::open().attach(buffer, {.kind = ImporterKind::static_});
		importer.map();
		pattern.write_by(
			[&](std::size_t at, auto bytes) {
				importer.try_write(at, bytes, path).take();
			},
			content_size());
	};
	return {name, write};
}

} // namespace

std::size_t content_size()
{
	return 128 * page_size() * std::thread::hardware_concurrency();
}

std::vector<Writer> writers()
{
	std::vector<Writer> all{
		probed_by("a_device", ProbePath::dma), probed_by("the_kernel", ProbePath::vmap)};
	for (const ImporterRef &importer : importers({.writes = true}))
		if (importer->sight().max_size >= content_size())
			all.push_back(imported_by(importer));
	return all;
}

void require_present(const Writer &writer)
{
	if (!writer.importer)
		static_cast<void>(require_present(Probe::try_open(), kProbeNeeded));
}

} // namespace cf
