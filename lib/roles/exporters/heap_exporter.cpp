// SPDX-License-Identifier: MIT
#include "roles/discovery/discovery.h"

#include <cstring>

#include "dmabuf/allocators/dma_heap.h"
#include "dmabuf/cpu_access.h"
#include "roles/discovery/role_name.h"

// Every dma-heap of the machine. A heap keeps no handle of its own on a buffer, so the
// exporter's CPU path is the dma-buf's mmap within the brackets that it asks for.

namespace cf
{

namespace
{

// Heaps state no limit of a buffer's size; this is what a small machine can spare.
constexpr std::size_t kSpareSize = std::size_t{64} << 20;

class HeapBuffer final : public ExportedBuffer
{
public:
	explicit HeapBuffer(DmaBuf dmabuf)
		: ExportedBuffer(std::move(dmabuf)), mapping_(this->dmabuf().map())
	{
	}

	void write(std::size_t offset, std::span<const std::byte> bytes) override
	{
		CpuAccess access{dmabuf(), Access::write};
		std::memcpy(mapping_.bytes().data() + offset, bytes.data(), bytes.size());
		access.end();
	}

	void read(std::size_t offset, std::span<std::byte> bytes) const override
	{
		CpuAccess access{dmabuf(), Access::read};
		std::memcpy(bytes.data(), mapping_.bytes().data() + offset, bytes.size());
		access.end();
	}

private:
	Mapping mapping_;
};

class HeapExporter final : public Exporter
{
public:
	explicit HeapExporter(std::string heap) : heap_(std::move(heap)) {}

	std::string name() const override { return role_name("heap_" + heap_); }
	std::string node() const override { return "/dev/dma_heap/" + heap_; }
	std::size_t max_size() const override { return kSpareSize; }

	Result<std::unique_ptr<ExportedBuffer>> try_create(std::size_t size) const override
	{
		const auto heap = DmaHeap::try_open(heap_);
		if (!heap.ok())
			return heap.failure();
		auto dmabuf = heap.value().try_allocate(size);
		if (!dmabuf.ok())
			return dmabuf.failure();
		return std::make_unique<HeapBuffer>(std::move(dmabuf).take());
	}

private:
	std::string heap_;
};

} // namespace

void find_heap_exporters(Catalogue &roles)
{
	const std::vector<std::string> heaps = list_dma_heaps();
	if (heaps.empty())
		roles.absent.push_back({"exporter", "heap_system", "/dev/dma_heap/system",
			"no dma-heap in this kernel (CONFIG_DMABUF_HEAPS_SYSTEM)"});
	for (const std::string &heap : heaps)
		offer(roles, std::make_shared<HeapExporter>(heap));
}

} // namespace cf
