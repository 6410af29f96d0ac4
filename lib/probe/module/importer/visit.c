// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/dma-direct.h>
#include <linux/highmem.h>
#include <linux/io.h>
#include <linux/iommu.h>
#include <linux/memremap.h>
#include <linux/pci.h>
#include <linux/slab.h>

#include "compat.h"
#include "importer/importer.h"

/* The device's own memory is reached past any IOMMU, by its address on the bus. */
static bool cfp_own_memory(struct device *device, dma_addr_t address)
{
	int bar;

	for (bar = 0; dev_is_pci(device) && bar < PCI_STD_NUM_BARS; bar++) {
		struct pci_dev *pci = to_pci_dev(device);

		if (pci_resource_len(pci, bar) && address >= pci_bus_address(pci, bar) &&
		    address - pci_bus_address(pci, bar) < pci_resource_len(pci, bar))
			return true;
	}
	return false;
}

static bool cfp_translated(struct device *device)
{
	struct iommu_domain *domain = iommu_get_domain_for_dev(device);

	return domain && domain->type != IOMMU_DOMAIN_IDENTITY;
}

/* The tables of debug kernels have no pages, and those of others are not ours to look at. */
static struct page *cfp_dma_page(struct device *device, dma_addr_t address)
{
	unsigned long pfn = PHYS_PFN(dma_to_phys(device, address));

	if (cfp_translated(device) || !pfn_valid(pfn) || is_zone_device_page(pfn_to_page(pfn)))
		return NULL;
	return pfn_to_page(pfn);
}

static int cfp_visit_memory(struct cfp_importer *importer, struct cfp_import *import,
			    cfp_visit visit, void *argument)
{
	struct sg_dma_page_iter iter;
	struct iosys_map mapped;
	u64 offset = 0;

	for_each_sgtable_dma_page(import->table, &iter, 0) {
		struct page *page = cfp_dma_page(importer->device,
						 sg_page_iter_dma_address(&iter));
		int error;

		if (!page)
			return -EOPNOTSUPP;
		iosys_map_set_vaddr(&mapped, kmap_local_page(page));
		error = visit(&mapped, offset, argument);
		kunmap_local(mapped.vaddr);
		if (error)
			return error;
		offset += PAGE_SIZE;
	}
	return 0;
}

static int cfp_visit_device_memory(struct cfp_import *import, cfp_visit visit, void *argument)
{
	struct scatterlist *entry;
	struct iosys_map mapped;
	u64 offset = 0;
	u32 at;
	int i;

	for_each_sgtable_dma_sg(import->table, entry, i) {
		for (at = 0; at < sg_dma_len(entry); at += PAGE_SIZE) {
			int error;

			iosys_map_set_vaddr_iomem(&mapped, import->io[i] + at);
			error = visit(&mapped, offset, argument);
			if (error)
				return error;
			offset += PAGE_SIZE;
		}
	}
	return 0;
}

int cfp_visit_pages(struct cfp_importer *importer, struct cfp_import *import, cfp_visit visit,
		    void *argument)
{
	if (import->io)
		return cfp_visit_device_memory(import, visit, argument);
	return cfp_visit_memory(importer, import, visit, argument);
}

int cfp_import_reach(struct cfp_importer *importer, struct cfp_import *import)
{
	struct sg_table *table = import->table;
	struct scatterlist *entry;
	int i;

	if (!cfp_own_memory(importer->device, sg_dma_address(table->sgl)))
		return 0;
	import->io = kcalloc(table->nents, sizeof(*import->io), GFP_KERNEL);
	if (!import->io)
		return -ENOMEM;
	for_each_sgtable_dma_sg(table, entry, i) {
		import->io[i] = ioremap(sg_dma_address(entry), sg_dma_len(entry));
		if (!import->io[i])
			return -ENOMEM;
	}
	return 0;
}

void cfp_import_let_go(struct cfp_import *import)
{
	unsigned int i;

	for (i = 0; import->io && i < import->table->nents; i++)
		if (import->io[i])
			iounmap(import->io[i]);
	kfree(import->io);
}
