// SPDX-License-Identifier: MIT
#include "dmabuf/allocators/dma_heap.h"

#include <algorithm>
#include <filesystem>

#include <fcntl.h>
#include <linux/dma-heap.h>

#include "base/ioctl.h"

namespace cf
{

namespace
{

constexpr const char *kHeapFolder = "/dev/dma_heap";
constexpr IoctlRequest kAllocate{DMA_HEAP_IOCTL_ALLOC, "DMA_HEAP_IOCTL_ALLOC"};

} // namespace

std::vector<std::string> list_dma_heaps()
{
	std::vector<std::string> names;
	std::error_code no_folder;
	for (const auto &entry : std::filesystem::directory_iterator{kHeapFolder, no_folder})
		names.push_back(entry.path().filename());
	std::sort(names.begin(), names.end());
	return names;
}

Result<DmaHeap> DmaHeap::try_open(const std::string &name)
{
	Result<UniqueFd> fd = cf::try_open(std::string{kHeapFolder} + "/" + name, O_RDWR);
	if (!fd.ok())
		return fd.failure();
	return DmaHeap{std::move(fd).take(), name};
}

Result<DmaBuf> DmaHeap::try_allocate(std::size_t size) const
{
	dma_heap_allocation_data request{.len = size, .fd_flags = O_RDWR | O_CLOEXEC};
	const Status status = try_ioctl_status(fd_, kAllocate, &request, "dma-heap " + name_);
	if (!status.ok())
		return status.failure();
	return DmaBuf{UniqueFd{static_cast<int>(request.fd)}};
}

} // namespace cf
