// SPDX-License-Identifier: MIT
#include "host/pci_bar.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include <fmt/format.h>

namespace cf
{

Result<Mapping> try_map_pci_bar(const std::string &address, int bar)
{
	const std::string path = fmt::format("/sys/bus/pci/devices/{}/resource{}", address, bar);
	const Result<UniqueFd> file = try_open(path, O_RDONLY);
	if (!file.ok())
		return file.failure();
	struct stat status;
	if (::fstat(file.value().get(), &status) == -1)
		return Failure::last("fstat of " + path);
	Result<Mapping> mapping = Mapping::try_map(
		file.value(), static_cast<std::size_t>(status.st_size), 0, PROT_READ, MAP_SHARED);
	if (!mapping.ok())
		return Failure{mapping.error(), "mmap of " + path};
	return mapping;
}

} // namespace cf
