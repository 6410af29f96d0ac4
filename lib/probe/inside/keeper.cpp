// SPDX-License-Identifier: MIT
#include "probe/inside/keeper.h"

#include "base/ioctl.h"

namespace cf
{

namespace
{

constexpr IoctlRequest kCreate{CFP_CREATE_KEEPER, "CFP_CREATE_KEEPER"};
constexpr IoctlRequest kDrop{CFP_KEEPER_DROP, "CFP_KEEPER_DROP"};

} // namespace

Result<ProbeKeeper> ProbeKeeper::try_keep(const Probe &probe, FdRef fd, cfp_kept what)
{
	cfp_create_keeper request{.fd = fd.get(), .what = what};
	const Result<int> made = try_ioctl(probe.fd(), kCreate, &request, CFP_NODE);
	if (!made.ok())
		return made.failure();
	return ProbeKeeper{UniqueFd{made.value()}};
}

Result<ProbeKeeper> ProbeKeeper::try_keep(const Probe &probe, const DmaBuf &buffer)
{
	return try_keep(probe, buffer.fd(), CFP_KEPT_DMABUF);
}

Result<ProbeKeeper> ProbeKeeper::try_keep(const Probe &probe, const SyncFile &file)
{
	return try_keep(probe, file.fd(), CFP_KEPT_FENCE);
}

Result<ProbeKeeper> ProbeKeeper::try_keep(const Probe &probe, const ProbeImporter &importer)
{
	return try_keep(probe, importer.fd(), CFP_KEPT_OBJECT);
}

Status ProbeKeeper::try_drop(DropIn context, std::chrono::milliseconds timeout) const
{
	cfp_drop request{
		.in = static_cast<std::uint32_t>(context),
		.timeout_ms = static_cast<std::uint32_t>(timeout.count()),
	};
	return try_ioctl_status(fd_, kDrop, &request, "probe keeper");
}

} // namespace cf
