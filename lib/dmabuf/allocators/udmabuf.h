// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "base/result.h"
#include "base/unique_fd.h"
#include "dmabuf/dma_buf.h"

// /dev/udmabuf (linux/udmabuf.h): makes dma-bufs of the pages of memory files. Offsets
// and sizes are bytes and whole pages.

namespace cf
{

struct UdmabufRange {
	std::uint64_t offset = 0;
	std::uint64_t size = 0;
};

// The module's parameters: a buffer's largest size in bytes and largest number of ranges.
struct UdmabufLimits {
	std::size_t size = 0;
	std::size_t ranges = 0;
};

Result<UdmabufLimits> try_read_udmabuf_limits();

class Udmabuf
{
public:
	// Fails with the errno of opening /dev/udmabuf.
	static Result<Udmabuf> try_open();
	static Udmabuf open();

	// UDMABUF_CREATE. EBADFD: not a memfd; EINVAL: unaligned, empty, too large, or a seal is
	// missing (F_SEAL_SHRINK) or too many (F_SEAL_WRITE).
	Result<DmaBuf> try_create(FdRef memory_file, UdmabufRange range) const;

	// UDMABUF_CREATE_LIST: the ranges one after the other, in the order given.
	Result<DmaBuf> try_create_list(
		FdRef memory_file, std::span<const UdmabufRange> ranges) const;

private:
	explicit Udmabuf(UniqueFd fd) : fd_(std::move(fd)) {}

	UniqueFd fd_;
};

} // namespace cf
