// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/mapping.h"
#include "base/result.h"
#include "base/unique_fd.h"
#include "dmabuf/dma_buf.h"
#include "vfio/binding.h"
#include "vfio/iommufd.h"

// A PCI device opened through vfio: its configuration space, its BARs, and those as dma-bufs. By
// /dev/vfio/devices and iommufd where the kernel has them, else by its group and a container.
// Memory decoding is on at first. Closing it revokes the dma-bufs that it gave, for good, and
// waits for whoever has mapped them.

namespace cf
{

// Of a BAR, in bytes.
struct BarRange {
	std::uint64_t offset = 0;
	std::uint64_t length = 0;
};

class VfioDevice
{
public:
	static Result<VfioDevice> try_open(const VfioBinding &binding);
	static VfioDevice open(const VfioBinding &binding);

	Mapping map_bar(int bar) const;
	std::size_t bar_size(int bar) const;

	// Parts of a BAR, one behind the other in the dma-buf: VFIO_DEVICE_FEATURE_DMA_BUF (Linux
	// 6.19). ENOTTY: the kernel has no such thing; EINVAL: no part, no whole pages of that BAR,
	// or no peer-to-peer DMA with this device.
	Result<DmaBuf> try_export(int bar, const std::vector<BarRange> &parts) const;
	Result<DmaBuf> try_export(int bar, std::uint64_t offset, std::uint64_t length) const
	{
		return try_export(bar, {{offset, length}});
	}
	DmaBuf export_bar(int bar) const;

	// What follows revokes its dma-bufs, and waits for whoever has mapped them; all but the
	// close bring them back when memory is enabled afterwards.
	void reset() const;
	void enable_memory(bool enabled) const;

	// Of the IOMMU's address spaces: from now on the device sees memory through this one. Only
	// of a device that has an iommufd().
	const Iommufd *iommufd() const { return iommu_.valid() ? &iommu_ : nullptr; }
	void attach(const AddressSpace &space) const;

private:
	VfioDevice(Iommufd iommu, UniqueFd group, UniqueFd container, UniqueFd fd)
		: iommu_(std::move(iommu)), container_(std::move(container)),
		  group_(std::move(group)), fd_(std::move(fd))
	{
	}

	static Result<VfioDevice> try_open_by_iommufd(const std::string &node);
	static Result<VfioDevice> try_open_by_group(const std::string &address);

	Iommufd iommu_;
	UniqueFd container_;
	UniqueFd group_;
	UniqueFd fd_; // closed first
};

} // namespace cf
