// SPDX-License-Identifier: MIT
#include "support/matrix/pairs.h"

namespace cf
{
namespace
{

bool fits(const Exporter &exporter, ExporterNeeds needs)
{
	return !needs.handles || exporter.has_handles();
}

bool fits(const Importer &importer, ImporterNeeds needs)
{
	const Sight sight = importer.sight();
	return (!needs.reads || sight.reads) && (!needs.writes || sight.writes) &&
		(!needs.handles || importer.has_handles()) &&
		(!needs.told_sizes || importer.is_told_sizes());
}

bool fits(const FenceSource &source, FenceAbilities needs)
{
	const FenceAbilities has = source.abilities();
	return (!needs.fails || has.fails) && (!needs.ordered || has.ordered) &&
		(!needs.never_expires || has.never_expires);
}

template <typename Role, typename Needs>
std::vector<std::shared_ptr<const Role>> fitting(
	const std::vector<std::shared_ptr<const Role>> &roles, Needs needs)
{
	std::vector<std::shared_ptr<const Role>> found;
	for (const std::shared_ptr<const Role> &role : roles) {
		if (fits(*role, needs))
			found.push_back(role);
	}
	return found;
}

} // namespace

std::vector<ExporterRef> exporters(ExporterNeeds needs)
{
	return fitting(catalogue().exporters, needs);
}

std::vector<ExporterRef> any_exporter()
{
	std::vector<ExporterRef> found = exporters();
	found.erase(found.empty() ? found.end() : found.begin() + 1, found.end());
	return found;
}

std::vector<ImporterRef> importers(ImporterNeeds needs)
{
	return fitting(catalogue().importers, needs);
}

std::vector<FenceSourceRef> fence_sources(FenceAbilities needs)
{
	return fitting(catalogue().fence_sources, needs);
}

std::vector<Pair> pairs(PairNeeds needs)
{
	std::vector<Pair> found;
	for (const ExporterRef &exporter : exporters()) {
		for (const ImporterRef &importer :
			importers({needs.reads, needs.writes, needs.handles})) {
			const Pair pair{exporter, importer};
			if (!needs.cross_driver || pair.is_cross_driver())
				found.push_back(pair);
		}
	}
	return found;
}

std::vector<FencedExporter> fenced_exporters(FenceAbilities needs)
{
	std::vector<FencedExporter> found;
	for (const FenceSourceRef &source : fence_sources(needs)) {
		for (const ExporterRef &exporter : exporters())
			found.push_back({source, exporter});
	}
	return found;
}

std::vector<FencedPair> fenced_pairs(PairNeeds needs, FenceAbilities abilities)
{
	std::vector<FencedPair> found;
	for (const FenceSourceRef &source : fence_sources(abilities)) {
		for (const Pair &pair : pairs(needs))
			found.push_back({source, pair});
	}
	return found;
}

std::string Pair::name() const
{
	return exporter->name() + "_to_" + importer->name();
}

std::vector<std::string> Pair::roles() const
{
	return {exporter->name(), importer->name()};
}

std::string FencedExporter::name() const
{
	return source->name() + "_on_" + exporter->name();
}

std::vector<std::string> FencedExporter::roles() const
{
	return {source->name(), exporter->name()};
}

std::string FencedPair::name() const
{
	return source->name() + "_on_" + pair.name();
}

std::vector<std::string> FencedPair::roles() const
{
	return {source->name(), pair.exporter->name(), pair.importer->name()};
}

} // namespace cf
