// SPDX-License-Identifier: MIT
#include "probe/exporter.h"

#include "base/ioctl.h"

namespace cf
{

namespace
{

constexpr const char *kObject = "probe exporter";
constexpr IoctlRequest kDmabuf{CFP_EXPORTER_DMABUF, "CFP_EXPORTER_DMABUF"};
constexpr IoctlRequest kMove{CFP_EXPORTER_MOVE, "CFP_EXPORTER_MOVE"};
constexpr IoctlRequest kRevoke{CFP_EXPORTER_REVOKE, "CFP_EXPORTER_REVOKE"};
constexpr IoctlRequest kRestore{CFP_EXPORTER_RESTORE, "CFP_EXPORTER_RESTORE"};
constexpr IoctlRequest kState{CFP_EXPORTER_STATE, "CFP_EXPORTER_STATE"};

std::uint32_t count_of(milliseconds time)
{
	return static_cast<std::uint32_t>(time.count());
}

std::uint32_t flag_if(bool wanted, std::uint32_t flag)
{
	return wanted ? flag : 0;
}

} // namespace

std::uint32_t ProbeMove::flags() const
{
	return flag_if(pipelined, CFP_MOVE_PIPELINED) | flag_if(skip_notify, CFP_MOVE_SKIP_NOTIFY) |
		flag_if(skip_wait, CFP_MOVE_SKIP_WAIT) | flag_if(skip_fence, CFP_MOVE_SKIP_FENCE) |
		flag_if(skip_copy, CFP_MOVE_SKIP_COPY) |
		flag_if(ignore_pins, CFP_MOVE_IGNORE_PINS) |
		flag_if(notify_twice, CFP_MOVE_NOTIFY_TWICE) | flag_if(map_old, CFP_MOVE_MAP_OLD);
}

DmaBuf ProbeExporter::dmabuf() const
{
	return DmaBuf{UniqueFd{try_ioctl(fd_, kDmabuf, nullptr, kObject).take()}};
}

ProbeExporterState ProbeExporter::state() const
{
	cfp_exporter_state state{};
	try_ioctl_status(fd_, kState, &state, kObject).take();
	return {
		.size = state.size,
		.object = state.object,
		.generation = state.generation,
		.attachments = state.attachments,
		.mappings = state.mappings,
		.pins = state.pins,
		.revoked = state.revoked != 0,
	};
}

Status ProbeExporter::try_move(const ProbeMove &how) const
{
	cfp_move request{
		.flags = how.flags(),
		.timeout_ms = count_of(how.timeout),
		.copy_ms = count_of(how.copy_time),
		.reserved = 0,
	};
	return try_ioctl_status(fd_, kMove, &request, kObject);
}

void ProbeExporter::move(const ProbeMove &how) const
{
	try_move(how).take();
}

Status ProbeExporter::try_revoke(const ProbeRevoke &how) const
{
	cfp_revoke request{
		.flags = flag_if(how.skip_notify, CFP_REVOKE_SKIP_NOTIFY) |
			flag_if(how.skip_wait, CFP_REVOKE_SKIP_WAIT) |
			flag_if(how.skip_mark, CFP_REVOKE_SKIP_MARK),
		.timeout_ms = count_of(how.timeout),
	};
	return try_ioctl_status(fd_, kRevoke, &request, kObject);
}

void ProbeExporter::revoke(const ProbeRevoke &how) const
{
	try_revoke(how).take();
}

Status ProbeExporter::try_restore() const
{
	return try_ioctl_status(fd_, kRestore, nullptr, kObject);
}

void ProbeExporter::restore() const
{
	try_restore().take();
}

} // namespace cf
