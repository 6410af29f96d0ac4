// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/iommu.h>
#include <linux/pci.h>
#include <linux/platform_device.h>

#include "compat.h"
#include "importer/importer.h"

/* Without a driver that says what it can do, the kernel assumes the least. */
static struct platform_device *cfp_limited;

int cfp_limited_init(void)
{
	cfp_limited = platform_device_register_simple("crossfence-limited", PLATFORM_DEVID_NONE,
						      NULL, 0);
	return PTR_ERR_OR_ZERO(cfp_limited);
}

void cfp_limited_exit(void)
{
	platform_device_unregister(cfp_limited);
}

/* It stays whose it is: only its address is used, to ask for mappings. */
static struct device *cfp_pci_device(u32 number)
{
	struct pci_dev *pci = pci_get_domain_bus_and_slot((number & ~CFP_PCI) >> 16,
							  PCI_BUS_NUM(number), number & 0xff);

	return pci ? &pci->dev : NULL;
}

bool cfp_device_valid(u32 number)
{
	return number <= CFP_LIMITED || number & CFP_PCI;
}

struct device *cfp_device(struct cfp_session *session, u32 number)
{
	if (number & CFP_PCI)
		return cfp_pci_device(number);
	return get_device(number == CFP_LIMITED ? &cfp_limited->dev : session->device);
}

int cfp_translate(struct cfp_translate *how)
{
	struct iommu_domain *domain;
	struct device *device;

	if (how->reserved || !(how->device & CFP_PCI))
		return -EINVAL;
	device = cfp_pci_device(how->device);
	if (!device)
		return -ENODEV;
	domain = iommu_get_domain_for_dev(device);
	if (domain)
		how->address = iommu_iova_to_phys(domain, how->address);
	put_device(device);
	return 0;
}
