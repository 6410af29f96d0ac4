// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "base/result.h"
#include "base/unique_fd.h"
#include "dmabuf/sync_file.h"
#include "probe/fence.h"
#include "probe/module/uapi/importer.h"

// An attachment that the probe module made to anybody's dma-buf, with at most one
// mapping at a time. Owns the descriptor; closing it unmaps, unpins and detaches.

namespace cf
{

enum class ImporterKind : std::uint32_t {
	static_ = CFP_STATIC,
	dynamic = CFP_DYNAMIC,
	dynamic_pinned = CFP_DYNAMIC_PINNED, // without a callback; EOPNOTSUPP on old kernels
};

// What it does when the exporter invalidates its mappings. From keep on: what it must not.
enum class Reaction : std::uint32_t {
	unmap = CFP_UNMAP,
	fence = CFP_FENCE,
	remap = CFP_REMAP,
	keep = CFP_KEEP,
	slow = CFP_SLOW,
	block = CFP_BLOCK,
};

struct ProbeImporterOptions {
	ImporterKind kind = ImporterKind::dynamic;
	bool peer_to_peer = false;
	// Who attaches: the PCI device of that address; without one the module's node, which has
	// no limits, or a device that reaches 32 bits and takes pieces of 64 KiB.
	std::string pci;
	bool limited = false;
	Reaction reaction = Reaction::unmap;
	std::chrono::milliseconds delay{0};
};

enum class Direction : std::uint32_t {
	both_ways = CFP_BOTH_WAYS,
	to_device = CFP_TO_DEVICE,
	from_device = CFP_FROM_DEVICE,
};

// By which path content is looked at or changed.
enum class ProbePath { dma, vmap };

// Simulated DMA, visiting the first word of each page until its time is over. What it meets
// in a place that the buffer has left is a stray.
struct ProbeJob {
	bool write = false;
	bool after_fences = true; // obeys the KERNEL fences that are there
	bool publish = false;     // fence in the reservation object at once, not by Reaction::fence
	FenceUsage usage = FenceUsage::bookkeep;
	std::uint64_t pattern = 0;
	std::chrono::milliseconds time{0};
};

struct ProbeImporterState {
	std::uint32_t object = 0;
	bool mapped = false;
	std::uint32_t retired = 0; // mappings that wait to be unmapped
	std::uint32_t pins = 0;
	std::uint64_t invalidations = 0;
	std::uint64_t strays = 0;
	std::uint64_t longest = 0; // piece of the mapping, in bytes
	std::uint64_t end = 0;     // the mapping's highest DMA address, plus one
};

class ProbeImporter
{
public:
	FdRef fd() const { return fd_; }
	ProbeImporterState state() const;

	// EBUSY: mapped already; otherwise the exporter's errno.
	Status try_map(Direction direction) const;
	void map(Direction direction = Direction::both_ways) const;
	Status try_unmap() const;
	void unmap() const;

	// EINVAL: a static importer, or nothing to unpin.
	Status try_pin() const;
	void pin() const;
	Status try_unpin() const;
	void unpin() const;

	Status try_react(Reaction reaction, std::chrono::milliseconds delay) const;
	void react(Reaction reaction, std::chrono::milliseconds delay = {}) const;

	// ENXIO: not mapped; EOPNOTSUPP: the mapping is no ordinary memory.
	Status try_read(std::size_t offset, std::span<std::byte> bytes, ProbePath path,
		bool after_fences = true) const;
	Status try_write(std::size_t offset, std::span<const std::byte> bytes, ProbePath path,
		bool after_fences = true) const;

	// The job's fence: status ECANCELED when the mapping was taken away from it.
	Result<SyncFile> try_start(const ProbeJob &job) const;
	SyncFile start(const ProbeJob &job) const;

private:
	friend class Probe;
	explicit ProbeImporter(UniqueFd fd) : fd_(std::move(fd)) {}

	UniqueFd fd_;
};

} // namespace cf
