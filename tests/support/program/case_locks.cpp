// SPDX-License-Identifier: MIT
#include "support/program/case_locks.h"

#include <algorithm>
#include <array>
#include <set>

#include "support/labels.h"

namespace cf
{
namespace
{

constexpr std::array kAloneLabels{
	Label::hunt, Label::unload, Label::splat, Label::stress, Label::bench};

bool wants_to_be_alone(const std::vector<std::string> &labels)
{
	return std::ranges::any_of(kAloneLabels, [&](Label label) {
		return std::ranges::find(labels, name_of(label)) != labels.end();
	});
}

} // namespace

std::vector<std::string> locks_of(const std::vector<std::string> &labels,
	const std::vector<std::string> &roles, const Catalogue &catalogue)
{
	if (wants_to_be_alone(labels))
		return {"alone"};
	const auto takes_part = [&](const auto &role) {
		return std::ranges::find(roles, role->name()) != roles.end();
	};
	std::set<std::string> nodes;
	for (const auto &exporter : catalogue.exporters)
		if (takes_part(exporter) && exporter->creates_alone())
			nodes.insert(exporter->node());
	for (const auto &importer : catalogue.importers)
		if (takes_part(importer) && importer->sees_alone())
			nodes.insert(importer->node());
	return {nodes.begin(), nodes.end()};
}

} // namespace cf
