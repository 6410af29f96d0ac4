// SPDX-License-Identifier: MIT
#include "roles/discovery/discovery.h"

#include <cstdint>
#include <cstring>

#include <sys/mman.h>

#include "dmabuf/cpu_access.h"

// The importer that every machine has: a process that maps the dma-buf and brackets each
// access with DMA_BUF_IOCTL_SYNC. No device, so no attachment.

namespace cf
{

namespace
{

class CpuBuffer final : public ImportedBuffer
{
public:
	CpuBuffer(DmaBuf dmabuf, Mapping mapping)
		: dmabuf_(std::move(dmabuf)), mapping_(std::move(mapping))
	{
	}

	void read(std::size_t offset, std::span<std::byte> bytes) override
	{
		CpuAccess access{dmabuf_, Access::read};
		std::memcpy(bytes.data(), mapping_.bytes().data() + offset, bytes.size());
		access.end();
	}

	void write(std::size_t offset, std::span<const std::byte> bytes) override
	{
		CpuAccess access{dmabuf_, Access::write};
		std::memcpy(mapping_.bytes().data() + offset, bytes.data(), bytes.size());
		access.end();
	}

private:
	DmaBuf dmabuf_;
	Mapping mapping_;
};

class CpuSession final : public ImportSession
{
public:
	Result<std::unique_ptr<ImportedBuffer>> try_import(const DmaBuf &buffer) override
	{
		DmaBuf own = buffer.duplicate();
		auto mapping = own.try_map(own.size(), PROT_READ | PROT_WRITE);
		if (!mapping.ok())
			return mapping.failure();
		return std::make_unique<CpuBuffer>(std::move(own), std::move(mapping).take());
	}
};

class CpuImporter final : public Importer
{
public:
	std::string name() const override { return "cpu"; }
	std::string node() const override { return "mmap(2)"; }
	Sight sight() const override { return {true, true, SIZE_MAX, "mmap of the dma-buf"}; }
	std::unique_ptr<ImportSession> open() const override
	{
		return std::make_unique<CpuSession>();
	}
};

} // namespace

void find_cpu_importer(Catalogue &roles)
{
	offer(roles, std::make_shared<CpuImporter>());
}

} // namespace cf
