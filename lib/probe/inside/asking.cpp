// SPDX-License-Identifier: MIT
#include "probe/inside/asking.h"

#include "base/ioctl.h"

namespace cf
{

namespace
{

constexpr IoctlRequest kAsk{CFP_ASK, "CFP_ASK"};
constexpr std::int32_t kNothing = -1;

int ask(const Probe &probe, const DmaBuf &buffer, FenceUsage usage, cfp_question question,
	std::int32_t meanwhile)
{
	cfp_ask request{
		.dmabuf = buffer.fd().get(),
		.meanwhile = meanwhile,
		.usage = static_cast<std::uint32_t>(usage),
		.question = question,
	};
	return try_ioctl(probe.fd(), kAsk, &request, CFP_NODE).take();
}

} // namespace

bool is_idle(const Probe &probe, const DmaBuf &buffer, FenceUsage usage, Asking how)
{
	return ask(probe, buffer, usage, static_cast<cfp_question>(how), kNothing) == 1;
}

std::size_t count_pending(const Probe &probe, const DmaBuf &buffer, FenceUsage usage)
{
	return static_cast<std::size_t>(ask(probe, buffer, usage, CFP_ASK_WALK, kNothing));
}

std::size_t count_pending_while_adding(
	const Probe &probe, const DmaBuf &buffer, FenceUsage usage, const SyncFile &added)
{
	return static_cast<std::size_t>(ask(probe, buffer, usage, CFP_ASK_WALK, added.fd().get()));
}

} // namespace cf
