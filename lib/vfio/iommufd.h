// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

#include "base/result.h"
#include "base/unique_fd.h"
#include "dmabuf/dma_buf.h"

// iommufd: address spaces of an IOMMU, made by userspace (/dev/iommu, Linux 6.2). A dma-buf that is
// mapped there has iommufd as its importer. Everything goes with the descriptor.

namespace cf
{

// An IOAS; belongs to the Iommufd that made it.
struct AddressSpace {
	std::uint32_t id = 0;
};

class Iommufd
{
public:
	Iommufd() = default;

	// ENOENT: the kernel has none (CONFIG_IOMMUFD).
	static Result<Iommufd> try_open();

	bool valid() const { return fd_.valid(); }
	FdRef fd() const { return fd_; }

	AddressSpace create_space() const;

	// Maps a whole dma-buf at an address that the kernel chooses. EOPNOTSUPP: not that
	// exporter's; ENODEV: it is revoked.
	Result<std::uint64_t> try_map(AddressSpace space, const DmaBuf &buffer) const;

private:
	explicit Iommufd(UniqueFd fd) : fd_(std::move(fd)) {}

	UniqueFd fd_;
};

} // namespace cf
