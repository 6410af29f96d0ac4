// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "base/result.h"
#include "base/unique_fd.h"
#include "dmabuf/sync_file.h"
#include "probe/module/uapi/fence.h"

// A fence of the probe module, signalled from where the test says. It fails with
// ETIMEDOUT at the end of its life. Owns the descriptor, one of many references:
// the fence lives on in sync_files and reservation objects.

namespace cf
{

// enum dma_resv_usage of the kernel.
enum class FenceUsage : std::uint32_t {
	kernel = CFP_KERNEL,
	write = CFP_WRITE,
	read = CFP_READ,
	bookkeep = CFP_BOOKKEEP,
};

enum class FenceLock { own, shared, in_fence };

struct ProbeFenceOptions {
	std::uint64_t context = 0; // 0: a new one
	std::uint64_t seqno = 1;
	FenceLock lock = FenceLock::own;
	bool seqno64 = false;
	bool refuse_enable = false;            // enable_signaling says that it has passed already
	std::chrono::milliseconds lifetime{0}; // 0: the module's limit
	std::string timeline = "crossfence";   // at most 31 bytes
};

enum class SignalFrom : std::uint32_t {
	task = CFP_FROM_TASK,
	interrupt = CFP_FROM_IRQ,
	timer = CFP_FROM_TIMER,
};

// What Probe::section() does where the kernel signals fences. From allocate on: what may itself
// wait for a fence, so that the order is wrong.
enum class SectionAct : std::uint32_t {
	signal = CFP_ACT_SIGNAL,
	nest = CFP_ACT_NEST,
	spin = CFP_ACT_SPIN,
	allocate_atomically = CFP_ACT_ALLOC_ATOMIC,
	queue_work = CFP_ACT_QUEUE,
	wait = CFP_ACT_WAIT,
	allocate = CFP_ACT_ALLOC,
	reserve = CFP_ACT_RESERVE,
	lock_memory_map = CFP_ACT_MMAP_LOCK,
};

class ProbeFence
{
public:
	FdRef fd() const { return fd_; }

	// A new sync_file of the fence.
	SyncFile sync_file() const;

	// With an errno: fails the fence. From elsewhere than the task it happens a little later.
	// EALREADY: it had signalled before.
	Status try_signal(SignalFrom from, Errno error) const;
	void signal(SignalFrom from = SignalFrom::task, Errno error = {}) const;

	// Holds what the file holds until this fence signals, and drops it in the callback, under
	// the fence's lock. EALREADY: it had signalled before.
	Status try_hold(const SyncFile &file) const;
	void hold(const SyncFile &file) const;

	// Tells the kernel once more of a signal that has been. EINVAL: it has not.
	Status try_repeat_signal() const;

	// Signals, while another processor stands at the fence's lock with a callback to add.
	// ETIME: that one was neither refused nor called; EBUSY: it was not there in time;
	// EALREADY: it had signalled before; EOPNOTSUPP: there is one processor only.
	Status try_signal_under_who_adds_callback() const;

private:
	friend class Probe;
	explicit ProbeFence(UniqueFd fd) : fd_(std::move(fd)) {}

	UniqueFd fd_;
};

} // namespace cf
