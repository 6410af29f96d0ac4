// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <vector>

#include "roles/catalogue.h"
#include "support/parameter/parameter_name.h"

// Test parameters from the catalogue: who shares with whom. Each list asks for what
// the test needs and holds nothing else, so that no case has to skip for a role that
// cannot do it. A list may be empty: no such role on this machine.

namespace cf
{

// What a buffer goes through: "udmabuf_to_vkms".
struct Pair {
	ExporterRef exporter;
	ImporterRef importer;

	bool is_cross_driver() const { return exporter->driver() != importer->driver(); }
	std::string name() const;
	std::vector<std::string> roles() const;
};

// A buffer with a fence from elsewhere: "vgem_on_udmabuf".
struct FencedExporter {
	FenceSourceRef source;
	ExporterRef exporter;

	std::string name() const;
	std::vector<std::string> roles() const;
};

// Both: "vgem_on_udmabuf_to_vkms".
struct FencedPair {
	FenceSourceRef source;
	Pair pair;

	std::string name() const;
	std::vector<std::string> roles() const;
};

struct ExporterNeeds {
	bool handles = false;
};

struct ImporterNeeds {
	bool reads = false;
	bool writes = false;
	bool handles = false;
	bool told_sizes = false;
};

struct PairNeeds {
	bool reads = false;
	bool writes = false;
	bool handles = false;
	bool cross_driver = false; // else a driver is paired with itself, too
};

std::vector<ExporterRef> exporters(ExporterNeeds needs = {});

// The first of them, or none: for what the core of dma-buf looks at and no exporter does.
std::vector<ExporterRef> any_exporter();
std::vector<ImporterRef> importers(ImporterNeeds needs = {});
std::vector<FenceSourceRef> fence_sources(FenceAbilities needs = {});
std::vector<Pair> pairs(PairNeeds needs = {});
std::vector<FencedExporter> fenced_exporters(FenceAbilities needs = {});
std::vector<FencedPair> fenced_pairs(PairNeeds needs = {}, FenceAbilities abilities = {});

} // namespace cf
