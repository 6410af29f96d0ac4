// SPDX-License-Identifier: MIT
#include "probe/importer.h"

#include "base/ioctl.h"

namespace cf
{

namespace
{

constexpr const char *kObject = "probe importer";
constexpr IoctlRequest kMap{CFP_IMPORTER_MAP, "CFP_IMPORTER_MAP"};
constexpr IoctlRequest kUnmap{CFP_IMPORTER_UNMAP, "CFP_IMPORTER_UNMAP"};
constexpr IoctlRequest kPin{CFP_IMPORTER_PIN, "CFP_IMPORTER_PIN"};
constexpr IoctlRequest kUnpin{CFP_IMPORTER_UNPIN, "CFP_IMPORTER_UNPIN"};
constexpr IoctlRequest kReact{CFP_IMPORTER_REACT, "CFP_IMPORTER_REACT"};
constexpr IoctlRequest kAccess{CFP_IMPORTER_ACCESS, "CFP_IMPORTER_ACCESS"};
constexpr IoctlRequest kJob{CFP_IMPORTER_JOB, "CFP_IMPORTER_JOB"};
constexpr IoctlRequest kState{CFP_IMPORTER_STATE, "CFP_IMPORTER_STATE"};

// In pieces of what the module takes at once.
Status try_access(FdRef fd, cfp_access request)
{
	std::uint64_t left = request.length;
	while (left > 0) {
		request.length = left < CFP_ACCESS_LIMIT ? left : CFP_ACCESS_LIMIT;
		Status status = try_ioctl_status(fd, kAccess, &request, kObject);
		if (!status.ok())
			return status;
		left -= request.length;
		request.offset += request.length;
		request.address += request.length;
	}
	return success();
}

cfp_access access_to(
	std::size_t offset, std::span<const std::byte> bytes, ProbePath path, bool after_fences)
{
	return {
		.offset = offset,
		.length = bytes.size(),
		.address = reinterpret_cast<std::uintptr_t>(bytes.data()),
		.flags = (path == ProbePath::vmap ? CFP_ACCESS_VMAP : 0U) |
			(after_fences ? CFP_ACCESS_AFTER_FENCES : 0U),
		.reserved = 0,
	};
}

std::uint32_t flags_of(const ProbeJob &job)
{
	return (job.write ? CFP_JOB_WRITE : 0U) | (job.after_fences ? CFP_JOB_AFTER_FENCES : 0U) |
		(job.publish ? CFP_JOB_PUBLISH : 0U);
}

} // namespace

ProbeImporterState ProbeImporter::state() const
{
	cfp_importer_state state{};
	try_ioctl_status(fd_, kState, &state, kObject).take();
	return {
		.object = state.object,
		.mapped = state.mapped != 0,
		.retired = state.retired,
		.pins = state.pins,
		.invalidations = state.invalidations,
		.strays = state.strays,
		.longest = state.longest,
		.end = state.end,
	};
}

Status ProbeImporter::try_map(Direction direction) const
{
	cfp_map request{.direction = static_cast<std::uint32_t>(direction), .reserved = 0};
	return try_ioctl_status(fd_, kMap, &request, kObject);
}

void ProbeImporter::map(Direction direction) const
{
	try_map(direction).take();
}

Status ProbeImporter::try_unmap() const
{
	return try_ioctl_status(fd_, kUnmap, nullptr, kObject);
}

void ProbeImporter::unmap() const
{
	try_unmap().take();
}

Status ProbeImporter::try_pin() const
{
	return try_ioctl_status(fd_, kPin, nullptr, kObject);
}

void ProbeImporter::pin() const
{
	try_pin().take();
}

Status ProbeImporter::try_unpin() const
{
	return try_ioctl_status(fd_, kUnpin, nullptr, kObject);
}

void ProbeImporter::unpin() const
{
	try_unpin().take();
}

Status ProbeImporter::try_react(Reaction reaction, std::chrono::milliseconds delay) const
{
	cfp_reaction_to request{
		.reaction = static_cast<std::uint32_t>(reaction),
		.delay_ms = static_cast<std::uint32_t>(delay.count()),
	};
	return try_ioctl_status(fd_, kReact, &request, kObject);
}

void ProbeImporter::react(Reaction reaction, std::chrono::milliseconds delay) const
{
	try_react(reaction, delay).take();
}

Status ProbeImporter::try_read(
	std::size_t offset, std::span<std::byte> bytes, ProbePath path, bool after_fences) const
{
	return try_access(fd_, access_to(offset, bytes, path, after_fences));
}

Status ProbeImporter::try_write(std::size_t offset, std::span<const std::byte> bytes,
	ProbePath path, bool after_fences) const
{
	cfp_access request = access_to(offset, bytes, path, after_fences);
	request.flags |= CFP_ACCESS_WRITE;
	return try_access(fd_, request);
}

Result<SyncFile> ProbeImporter::try_start(const ProbeJob &job) const
{
	cfp_job request{
		.pattern = job.pattern,
		.flags = flags_of(job),
		.run_ms = static_cast<std::uint32_t>(job.time.count()),
		.usage = static_cast<std::uint32_t>(job.usage),
		.reserved = 0,
	};
	const Result<int> fd = try_ioctl(fd_, kJob, &request, kObject);
	if (!fd.ok())
		return fd.failure();
	return SyncFile{UniqueFd{fd.value()}};
}

SyncFile ProbeImporter::start(const ProbeJob &job) const
{
	return try_start(job).take();
}

} // namespace cf
