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

// An Importer takes a dma-buf and can look at its content, or change it, by a path
// of its own: scan-out, a V4L2 queue, a mapping. What an importer cannot do it says
// by its Sight, so that a test asks for the sight that it needs and lists no other.

namespace cf
{

// How an importer reaches content. `how` is for people: "scan-out read back from VRAM".
struct Sight {
	bool reads = false;
	bool writes = false;
	std::size_t max_size = 0; // bytes from the start of the buffer that it reaches
	std::string how;
};

// A buffer at an importer: its attachment, and whatever holds it. Outlives the DmaBuf that
// it was made from.
class ImportedBuffer
{
public:
	virtual ~ImportedBuffer() = default;

	// Content by the importer's own path; offset and length within Sight::max_size.
	virtual void read(std::size_t offset, std::span<std::byte> bytes) = 0;
	virtual void write(std::size_t offset, std::span<const std::byte> bytes) = 0;

	// The importer's name for the buffer (a GEM handle), if it has such names.
	virtual std::optional<std::uint32_t> handle() const { return std::nullopt; }

	// What the importer's device calls the object behind it, in whichever file (GEM_FLINK).
	virtual Result<std::uint32_t> try_global_name() const
	{
		return Failure{Errno{EOPNOTSUPP}, "global name"};
	}

	// The buffer handed out again by the importer. EOPNOTSUPP: it has no way to.
	virtual Result<DmaBuf> try_reexport() const
	{
		return Failure{Errno{EOPNOTSUPP}, "re-export"};
	}
};

// An open device that imports; buffers of one session share its handle space.
class ImportSession
{
public:
	virtual ~ImportSession() = default;

	// Fails with the errno of the importing ioctl.
	virtual Result<std::unique_ptr<ImportedBuffer>> try_import(const DmaBuf &buffer) = 0;

	// The same with a size that is not the buffer's, where the importer is told one: see
	// Importer::is_told_sizes().
	virtual Result<std::unique_ptr<ImportedBuffer>> try_import_as(
		const DmaBuf & /*buffer*/, std::size_t /*size*/)
	{
		return Failure{Errno{EOPNOTSUPP}, "an import of another size"};
	}

	std::unique_ptr<ImportedBuffer> import(const DmaBuf &buffer)
	{
		return try_import(buffer).take();
	}
};

class Importer
{
public:
	virtual ~Importer() = default;

	virtual std::string name() const = 0;
	virtual std::string driver() const { return name(); }
	virtual std::string node() const = 0;
	virtual Sight sight() const = 0;

	// Whether content is seen by one process at a time: looking claims node().
	virtual bool sees_alone() const { return false; }

	// Whether it names buffers by handles and hands them out again, as GEM does.
	virtual bool has_handles() const { return false; }

	// Whether who imports says how large the buffer is, as with V4L2_MEMORY_DMABUF.
	virtual bool is_told_sizes() const { return false; }

	// Opens the device; throws std::system_error.
	virtual std::unique_ptr<ImportSession> open() const = 0;
};

} // namespace cf
