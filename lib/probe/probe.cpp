// SPDX-License-Identifier: MIT
#include "probe/probe.h"

#include <algorithm>
#include <array>
#include <cerrno>

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include "base/ioctl.h"
#include "probe/inside/peer.h"

namespace cf
{

namespace
{

constexpr const char *kNode = CFP_NODE;
constexpr std::size_t kRecordsAtOnce = 256;

constexpr IoctlRequest kInfo{CFP_INFO, "CFP_INFO"};
constexpr IoctlRequest kCreateExporter{CFP_CREATE_EXPORTER, "CFP_CREATE_EXPORTER"};
constexpr IoctlRequest kCreateImporter{CFP_CREATE_IMPORTER, "CFP_CREATE_IMPORTER"};
constexpr IoctlRequest kCreateFence{CFP_CREATE_FENCE, "CFP_CREATE_FENCE"};
constexpr IoctlRequest kCombine{CFP_COMBINE, "CFP_COMBINE"};
constexpr IoctlRequest kAddFence{CFP_ADD_FENCE, "CFP_ADD_FENCE"};
constexpr IoctlRequest kSection{CFP_SECTION, "CFP_SECTION"};

std::uint32_t flags_of(const ProbeFenceOptions &options)
{
	std::uint32_t flags = 0;
	if (options.lock == FenceLock::shared)
		flags |= CFP_FENCE_SHARED_LOCK;
	if (options.lock == FenceLock::in_fence)
		flags |= CFP_FENCE_INLINE_LOCK;
	if (options.seqno64)
		flags |= CFP_FENCE_SEQNO64;
	if (options.refuse_enable)
		flags |= CFP_FENCE_REFUSE_ENABLE;
	return flags;
}

Result<UniqueFd> try_create(FdRef node, IoctlRequest request, void *argument)
{
	const Result<int> fd = try_ioctl(node, request, argument, kNode);
	if (!fd.ok())
		return fd.failure();
	return UniqueFd{fd.value()};
}

Result<cfp_info> try_read_info(FdRef node)
{
	cfp_info info{};
	const Status status = try_ioctl_status(node, kInfo, &info, kNode);
	if (!status.ok())
		return status.failure();
	if (info.version != CFP_VERSION)
		return Failure{Errno{EPROTO}, "version of the probe module"};
	return info;
}

std::uint32_t device_of(const ProbeImporterOptions &options)
{
	if (!options.pci.empty())
		return pci_number(options.pci);
	return options.limited ? CFP_LIMITED : CFP_THE_NODE;
}

} // namespace

Result<Probe> Probe::try_open()
{
	Result<UniqueFd> fd = cf::try_open(kNode, O_RDWR);
	if (!fd.ok())
		return fd.failure();
	const Result<cfp_info> info = try_read_info(fd.value());
	if (!info.ok())
		return info.failure();
	return Probe{std::move(fd).take()};
}

Probe Probe::open()
{
	return try_open().take();
}

ProbeInfo Probe::info() const
{
	const cfp_info info = try_read_info(fd_).take();
	return {
		.limit = std::chrono::milliseconds{info.limit_ms},
		.sees_locks = (info.features & CFP_FEATURE_LOCKDEP) != 0,
		.pinned_importers = (info.features & CFP_FEATURE_PINNED) != 0,
		.locks_in_fences = (info.features & CFP_FEATURE_INLINE_LOCK) != 0,
		.revocable_only = (info.features & CFP_FEATURE_REVOCABLE) != 0,
	};
}

Result<ProbeExporter> Probe::try_create_exporter(
	std::size_t size, const ProbeExporterOptions &options) const
{
	cfp_create_exporter request{
		.size = size,
		.share_with = options.shares ? options.shares->fd().get() : -1,
		.flags = options.revocable_only ? CFP_EXPORTER_REVOCABLE_ONLY : 0U,
	};
	Result<UniqueFd> fd = try_create(fd_, kCreateExporter, &request);
	if (!fd.ok())
		return fd.failure();
	return ProbeExporter{std::move(fd).take()};
}

ProbeExporter Probe::create_exporter(std::size_t size, const ProbeExporterOptions &options) const
{
	return try_create_exporter(size, options).take();
}

Result<ProbeImporter> Probe::try_attach(
	const DmaBuf &buffer, const ProbeImporterOptions &options) const
{
	cfp_create_importer request{
		.dmabuf = buffer.fd().get(),
		.kind = static_cast<std::uint32_t>(options.kind),
		.flags = options.peer_to_peer ? CFP_IMPORTER_PEER2PEER : 0U,
		.device = device_of(options),
		.reaction =
			{
				.reaction = static_cast<std::uint32_t>(options.reaction),
				.delay_ms = static_cast<std::uint32_t>(options.delay.count()),
			},
	};
	Result<UniqueFd> fd = try_create(fd_, kCreateImporter, &request);
	if (!fd.ok())
		return fd.failure();
	return ProbeImporter{std::move(fd).take()};
}

ProbeImporter Probe::attach(const DmaBuf &buffer, const ProbeImporterOptions &options) const
{
	return try_attach(buffer, options).take();
}

Result<ProbeFence> Probe::try_create_fence(const ProbeFenceOptions &options) const
{
	cfp_create_fence request{
		.context = options.context,
		.seqno = options.seqno,
		.flags = flags_of(options),
		.lifetime_ms = static_cast<std::uint32_t>(options.lifetime.count()),
		.name = {},
	};
	options.timeline.copy(request.name, sizeof request.name);
	Result<UniqueFd> fd = try_create(fd_, kCreateFence, &request);
	if (!fd.ok())
		return fd.failure();
	return ProbeFence{std::move(fd).take()};
}

ProbeFence Probe::create_fence(const ProbeFenceOptions &options) const
{
	return try_create_fence(options).take();
}

Result<SyncFile> Probe::try_combine(
	FenceContainer container, std::span<const FdRef> fences, std::uint64_t seqno) const
{
	std::vector<std::int32_t> fds;
	fds.reserve(fences.size());
	for (const FdRef fence : fences)
		fds.push_back(fence.get());
	cfp_combine request{
		.fences = reinterpret_cast<std::uintptr_t>(fds.data()),
		.seqno = seqno,
		.count = static_cast<std::uint32_t>(fds.size()),
		.container = static_cast<std::uint32_t>(container),
	};
	Result<UniqueFd> fd = try_create(fd_, kCombine, &request);
	if (!fd.ok())
		return fd.failure();
	return SyncFile{std::move(fd).take()};
}

SyncFile Probe::combine(
	FenceContainer container, std::span<const FdRef> fences, std::uint64_t seqno) const
{
	return try_combine(container, fences, seqno).take();
}

Status Probe::try_add_fence(
	const DmaBuf &buffer, const SyncFile &file, FenceUsage usage, bool nested) const
{
	cfp_add_fence request{
		.dmabuf = buffer.fd().get(),
		.sync_file = file.fd().get(),
		.usage = static_cast<std::uint32_t>(usage),
		.nested = nested,
	};
	return try_ioctl_status(fd_, kAddFence, &request, kNode);
}

void Probe::add_fence(const DmaBuf &buffer, const SyncFile &file, FenceUsage usage) const
{
	try_add_fence(buffer, file, usage).take();
}

void Probe::section(SectionAct act) const
{
	cfp_section request{.act = static_cast<std::uint32_t>(act), .reserved = 0};
	try_ioctl_status(fd_, kSection, &request, kNode).take();
}

ProbeEvents Probe::take_events()
{
	std::array<std::byte, kRecordsAtOnce * sizeof(cfp_event)> bytes;
	ProbeEvents taken;
	while (true) {
		const ssize_t got = ::read(fd_.get(), bytes.data(), bytes.size());
		if (got == -1)
			Failure::last("read the probe's log").raise();
		if (got == 0)
			return taken;
		const ProbeEvents events =
			decode_events(std::span{bytes}.first(static_cast<std::size_t>(got)));
		for (const ProbeEvent &event : events) {
			if (event.sequence != next_)
				Failure{Errno{EOVERFLOW}, "read the probe's log"}.raise();
			next_ = event.sequence + 1;
		}
		taken.insert(taken.end(), events.begin(), events.end());
	}
}

bool Probe::wait_for_events(Deadline deadline) const
{
	return (poll(fd_, POLLIN, deadline) & POLLIN) != 0;
}

} // namespace cf
