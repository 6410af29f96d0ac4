// SPDX-License-Identifier: MIT
#include "support/matrix/sized.h"

#include <algorithm>

#include <unistd.h>

namespace cf
{
namespace
{

constexpr std::size_t kMib = 1024 * 1024;

// A test that looks through no importer is bound by the exporter alone.
std::size_t largest(const Pair &pair, PairNeeds needs)
{
	const std::size_t made = pair.exporter->max_size();
	if (!needs.reads && !needs.writes)
		return made;
	return std::min(made, pair.importer->sight().max_size);
}

} // namespace

std::size_t page_size()
{
	return static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
}

std::string size_name(std::size_t size)
{
	if (size % kMib == 0)
		return std::to_string(size / kMib) + "mib";
	const std::size_t pages = size / page_size();
	return std::to_string(pages) + (pages == 1 ? "page" : "pages");
}

std::vector<std::size_t> usual_sizes()
{
	return {page_size(), 4 * kMib, 33 * kMib};
}

std::vector<Sized<ExporterRef>> sized_exporters(const std::vector<std::size_t> &sizes)
{
	std::vector<Sized<ExporterRef>> found;
	for (const ExporterRef &exporter : exporters()) {
		const std::size_t most = exporter->max_size();
		for (const std::size_t size : sizes) {
			if (size <= most)
				found.push_back({exporter, size});
		}
	}
	return found;
}

std::vector<Sized<Pair>> sized_pairs(PairNeeds needs, const std::vector<std::size_t> &sizes)
{
	std::vector<Sized<Pair>> found;
	for (const Pair &pair : pairs(needs)) {
		const std::size_t most = largest(pair, needs);
		for (const std::size_t size : sizes) {
			if (size <= most)
				found.push_back({pair, size});
		}
	}
	return found;
}

} // namespace cf
