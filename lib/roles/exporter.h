// SPDX-License-Identifier: MIT
#pragma once

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>

#include "base/result.h"
#include "dmabuf/dma_buf.h"

// An Exporter allocates memory in its own way and hands it out as a dma-buf. One
// file a driver or allocator; what differs between them is only behind these two
// classes. Objects here hold no open device while no buffer of theirs lives.

namespace cf
{

// A buffer at its exporter. Owns the exporter's own handle on the memory (GEM handle,
// memfd, V4L2 queue) and one dma-buf descriptor; either may go before the other.
class ExportedBuffer
{
public:
	virtual ~ExportedBuffer() = default;

	const DmaBuf &dmabuf() const { return dmabuf_; }

	// The dma-buf alone; the exporter's handle, device and mappings end with this object.
	DmaBuf release_dmabuf() && { return std::move(dmabuf_); }

	// Content through the exporter's own CPU path, never through the dma-buf where there is
	// another. `bytes` lies within the size that was asked for; throws std::system_error.
	virtual void write(std::size_t offset, std::span<const std::byte> bytes) = 0;
	virtual void read(std::size_t offset, std::span<std::byte> bytes) const = 0;

	// The exporter's name for the buffer (a GEM handle), if it has such names, and the name
	// that the device file which made the buffer gives to its own dma-buf when handed it back.
	virtual std::optional<std::uint32_t> handle() const { return std::nullopt; }
	virtual Result<std::uint32_t> try_reimport() const
	{
		return Failure{Errno{EOPNOTSUPP}, "re-import"};
	}

	// What the exporter's device calls the object behind it, in whichever file (GEM_FLINK).
	virtual Result<std::uint32_t> try_global_name() const
	{
		return Failure{Errno{EOPNOTSUPP}, "global name"};
	}

protected:
	explicit ExportedBuffer(DmaBuf dmabuf) : dmabuf_(std::move(dmabuf)) {}

private:
	DmaBuf dmabuf_;
};

class Exporter
{
public:
	virtual ~Exporter() = default;

	// As in test ids: "vgem", "udmabuf_scattered", "virtio_gpu1".
	virtual std::string name() const = 0;

	// The driver or allocator behind the role ("udmabuf" for each of its variants): two roles
	// of one driver are not a cross-driver pair.
	virtual std::string driver() const { return name(); }

	// The device node that it opens.
	virtual std::string node() const = 0;

	// The largest buffer that it can make, in bytes; requests up to it must succeed.
	virtual std::size_t max_size() const = 0;

	// Whether one process at a time creates buffers: that claims node().
	virtual bool creates_alone() const { return false; }

	// Whether its buffers have handles and can be handed back, as GEM objects.
	virtual bool has_handles() const { return false; }

	// A zeroed buffer of at least `size` bytes, whole pages. Fails with the errno of the
	// ioctl that refused.
	virtual Result<std::unique_ptr<ExportedBuffer>> try_create(std::size_t size) const = 0;

	std::unique_ptr<ExportedBuffer> create(std::size_t size) const
	{
		return try_create(size).take();
	}
};

} // namespace cf
