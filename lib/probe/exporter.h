// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>

#include "base/result.h"
#include "base/unique_fd.h"
#include "dmabuf/dma_buf.h"
#include "probe/module/uapi/exporter.h"

// A buffer of the probe module, whose place in memory changes when the test says so.
// Owns the descriptor that commands it; the buffer lives while that, a dma-buf
// descriptor or an importer does. Durations of zero stand for the module's limit.

namespace cf
{

using std::chrono::milliseconds;

class ProbeExporter;

struct ProbeExporterOptions {
	const ProbeExporter *shares = nullptr; // in the reservation object of that one
	bool revocable_only = false;           // who can't be revoked is refused: EOPNOTSUPP
};

// How a buffer moves. The `skip`s and those below them break the contract on purpose.
struct ProbeMove {
	bool pipelined = false; // returns at once, the copy is behind a KERNEL fence
	bool skip_notify = false;
	bool skip_wait = false;
	bool skip_fence = false;
	bool skip_copy = false;
	bool ignore_pins = false;
	bool notify_twice = false;
	bool map_old = false; // new mappings get the pages that were left
	milliseconds timeout{0};
	milliseconds copy_time{0};

	std::uint32_t flags() const;
};

struct ProbeRevoke {
	bool skip_notify = false;
	bool skip_wait = false;
	bool skip_mark = false; // mappings are still made
	milliseconds timeout{0};
};

struct ProbeExporterState {
	std::size_t size = 0;
	std::uint32_t object = 0;     // its number in the log
	std::uint32_t generation = 0; // of its place, from 1
	std::uint32_t attachments = 0;
	std::uint32_t mappings = 0;
	std::uint32_t pins = 0;
	bool revoked = false;
};

class ProbeExporter
{
public:
	FdRef fd() const { return fd_; }

	// A new descriptor of the dma-buf.
	DmaBuf dmabuf() const;

	ProbeExporterState state() const;

	// EBUSY: pinned; ENODEV: revoked; ETIME: somebody's fence did not signal in time, and
	// the buffer moved nevertheless.
	Status try_move(const ProbeMove &how) const;
	void move(const ProbeMove &how = {}) const;

	// Notifies, waits for the fences, then for every unmapping. ETIME as above; EALREADY.
	Status try_revoke(const ProbeRevoke &how) const;
	void revoke(const ProbeRevoke &how = {}) const;

	// The buffer comes back, empty, in a new place. EALREADY: it was not revoked.
	Status try_restore() const;
	void restore() const;

private:
	friend class Probe;
	explicit ProbeExporter(UniqueFd fd) : fd_(std::move(fd)) {}

	UniqueFd fd_;
};

} // namespace cf
