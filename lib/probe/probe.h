// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/deadline.h"
#include "base/result.h"
#include "base/unique_fd.h"
#include "dmabuf/dma_buf.h"
#include "probe/event.h"
#include "probe/exporter.h"
#include "probe/fence.h"
#include "probe/importer.h"
#include "probe/module/uapi/node.h"

// One open of the probe module's node (docs/probe.md): it makes exporters, importers
// and fences, and keeps the log of what happens to them. The objects outlive it.

namespace cf
{

struct ProbeInfo {
	std::chrono::milliseconds limit{0}; // the longest wait, and the longest life of a fence
	bool sees_locks = false;            // ProbeEvent::resv_held() can be true
	bool pinned_importers = false;      // ImporterKind::dynamic_pinned exists
	bool locks_in_fences = false;       // FenceLock::in_fence exists
	bool revocable_only = false;        // ProbeExporterOptions::revocable_only works
};

enum class FenceContainer : std::uint32_t {
	array = CFP_ARRAY,
	chain = CFP_CHAIN, // what came before, then the fence of each link
};

class Probe
{
public:
	// ENOENT: the module is not loaded; EACCES: not root; EPROTO: it speaks another version.
	static Result<Probe> try_open();
	static Probe open();

	FdRef fd() const { return fd_; }
	ProbeInfo info() const;

	Result<ProbeExporter> try_create_exporter(
		std::size_t size, const ProbeExporterOptions &options) const;
	ProbeExporter create_exporter(
		std::size_t size, const ProbeExporterOptions &options = {}) const;

	// The errno is the exporter's, or EOPNOTSUPP for a kind that this kernel lacks.
	Result<ProbeImporter> try_attach(
		const DmaBuf &buffer, const ProbeImporterOptions &options) const;
	ProbeImporter attach(const DmaBuf &buffer, const ProbeImporterOptions &options = {}) const;

	Result<ProbeFence> try_create_fence(const ProbeFenceOptions &options) const;
	ProbeFence create_fence(const ProbeFenceOptions &options = {}) const;

	// A container of the fences of sync_files as they are, also of containers, at which the
	// kernel warns where it does not allow them; or of ProbeFences. The links of a chain are
	// numbered from `seqno` on.
	Result<SyncFile> try_combine(FenceContainer container, std::span<const FdRef> fences,
		std::uint64_t seqno = 1) const;
	SyncFile combine(FenceContainer container, std::span<const FdRef> fences,
		std::uint64_t seqno = 1) const;

	// EINVAL: the file holds a container, unless `nested`, at which the kernel warns.
	Status try_add_fence(const DmaBuf &buffer, const SyncFile &file, FenceUsage usage,
		bool nested = false) const;
	void add_fence(const DmaBuf &buffer, const SyncFile &file, FenceUsage usage) const;

	// Does it between dma_fence_begin_signalling() and dma_fence_end_signalling().
	void section(SectionAct act) const;

	// Takes the records that are there. Throws EOVERFLOW when the log had lost some.
	ProbeEvents take_events();

	// Until there are some to take.
	bool wait_for_events(Deadline deadline) const;

private:
	explicit Probe(UniqueFd fd) : fd_(std::move(fd)) {}

	UniqueFd fd_;
	std::uint64_t next_ = 0; // sequence of the record that comes next
};

} // namespace cf
