// SPDX-License-Identifier: MIT
// What `crossfence devices` shows: one JSON object a line for each role of the catalogue, with
// what it can do here, and for each that the machine lacks, why. The runner hands it on to
// every program (roles/discovery/known_role.h).
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "probe/probe.h"
#include "roles/catalogue.h"

namespace
{

using nlohmann::json;

// One line a role: vgem exports, imports and fences. In order of first mention.
class Lines
{
public:
	json &of(const std::string &role, const std::string &node)
	{
		for (json &line : lines_) {
			if (line["role"] == role)
				return line;
		}
		lines_.push_back({{"role", role}, {"node", node}, {"exports", false},
			{"imports", false}, {"fences", false}, {"reads", false}, {"writes", false},
			{"can", json::array()}});
		return lines_.back();
	}

	const std::vector<json> &all() const { return lines_; }

private:
	std::vector<json> lines_;
};

void add_exporters(Lines &lines, const cf::Catalogue &catalogue)
{
	for (const auto &exporter : catalogue.exporters) {
		json &line = lines.of(exporter->name(), exporter->node());
		line["driver"] = exporter->driver();
		line["exports"] = true;
		line["max_size"] = exporter->max_size();
	}
}

std::string verbs_of(const cf::Sight &sight)
{
	if (sight.reads && sight.writes)
		return "read and write";
	return sight.reads ? "read" : "write";
}

void add_importers(Lines &lines, const cf::Catalogue &catalogue)
{
	for (const auto &importer : catalogue.importers) {
		json &line = lines.of(importer->name(), importer->node());
		line["driver"] = importer->driver();
		line["imports"] = true;
		const cf::Sight sight = importer->sight();
		line["reads"] = sight.reads;
		line["writes"] = sight.writes;
		line["reach"] = sight.max_size;
		line["how"] = sight.how;
		if (sight.reads || sight.writes)
			line["can"].push_back(verbs_of(sight) + " by " + sight.how);
		else if (!sight.how.empty())
			line["can"].push_back("(" + sight.how + ")");
		if (importer->has_handles())
			line["can"].push_back("re-export");
	}
}

void add_fence_sources(Lines &lines, const cf::Catalogue &catalogue)
{
	for (const auto &source : catalogue.fence_sources) {
		json &line = lines.of(source->name(), source->node());
		line["fences"] = true;
		const cf::FenceAbilities abilities = source->abilities();
		line["can"].push_back("signal");
		if (abilities.fails)
			line["can"].push_back("error");
		if (abilities.ordered)
			line["can"].push_back("timeline");
		if (abilities.never_expires)
			line["can"].push_back("wait without expiry");
	}
}

// A role may be absent of one kind only: bochs exports on 6.12 and does not import. Then it is
// usable, and the rest is a remark.
void add_absent(Lines &lines, const cf::Catalogue &catalogue)
{
	for (const cf::AbsentRole &absent : catalogue.absent) {
		json &line = lines.of(absent.name, absent.node);
		const bool usable = line["exports"] || line["imports"] || line["fences"];
		if (usable) {
			line["can"].push_back("(no " + absent.kind + ": " + absent.why + ")");
			continue;
		}
		const std::string before = line.value("why_not", "");
		line["why_not"] =
			before + (before.empty() ? "" : "; ") + absent.kind + ": " + absent.why;
	}
}

// No role of the catalogue: the tests of invalidation command it (docs/probe.md).
void add_probe(Lines &lines)
{
	json &line = lines.of("probe", CFP_NODE);
	const cf::Result<cf::Probe> probe = cf::Probe::try_open();
	for (const char *ability : {"exports", "imports", "fences", "reads", "writes"})
		line[ability] = probe.ok();
	if (!probe.ok())
		line["why_not"] = probe.failure().context + ": " + probe.error().name();
}

} // namespace

int main()
try {
	const cf::Catalogue &catalogue = cf::catalogue();
	Lines lines;
	add_exporters(lines, catalogue);
	add_importers(lines, catalogue);
	add_fence_sources(lines, catalogue);
	add_absent(lines, catalogue);
	add_probe(lines);
	for (const json &line : lines.all())
		std::cout << line.dump() << "\n";
	return 0;
} catch (const std::exception &error) {
	std::cerr << "devices: " << error.what() << "\n";
	return 1;
}
