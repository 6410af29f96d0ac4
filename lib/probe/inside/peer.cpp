// SPDX-License-Identifier: MIT
#include "probe/inside/peer.h"

#include <cerrno>
#include <cstdio>

#include "base/ioctl.h"

namespace cf
{

std::uint32_t pci_number(const std::string &address)
{
	unsigned domain = 0, bus = 0, slot = 0, function = 0;
	if (std::sscanf(address.c_str(), "%x:%x:%x.%x", &domain, &bus, &slot, &function) != 4)
		Failure{Errno{EINVAL}, "PCI address \"" + address + "\""}.raise();
	return CFP_PCI | domain << 16 | bus << 8 | slot << 3 | function;
}

std::uint64_t translate(const Probe &probe, const std::string &device, std::uint64_t address)
{
	cfp_translate request{.device = pci_number(device), .reserved = 0, .address = address};
	try_ioctl_status(probe.fd(), {CFP_TRANSLATE, "CFP_TRANSLATE"}, &request, device).take();
	return request.address;
}

} // namespace cf
