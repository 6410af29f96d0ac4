// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/dma-direct.h>
#include <linux/highmem.h>
#include <linux/memremap.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "compat.h"
#include "importer/importer.h"

/* The tables of debug kernels have no pages, and those of others are not ours to look at. */
static struct page *cfp_dma_page(struct device *device, dma_addr_t address)
{
	unsigned long pfn = PHYS_PFN(dma_to_phys(device, address));

	if (!pfn_valid(pfn) || is_zone_device_page(pfn_to_page(pfn)))
		return NULL;
	return pfn_to_page(pfn);
}

int cfp_visit_pages(struct device *device, struct sg_table *table, cfp_visit visit,
		    void *argument)
{
	struct sg_dma_page_iter iter;
	u64 offset = 0;

	for_each_sgtable_dma_page(table, &iter, 0) {
		struct page *page = cfp_dma_page(device, sg_page_iter_dma_address(&iter));
		int error = page ? visit(page, offset, argument) : -EOPNOTSUPP;

		if (error)
			return error;
		offset += PAGE_SIZE;
	}
	return 0;
}

struct cfp_copying {
	u64 begin;
	u64 end;
	u8 *bytes;
	bool write;
};

static int cfp_copy_page(struct page *page, u64 offset, void *argument)
{
	struct cfp_copying *copying = argument;
	u64 begin = max(offset, copying->begin);
	u64 end = min(offset + PAGE_SIZE, copying->end);
	u8 *mapped, *bytes;

	if (begin >= end)
		return 0;
	bytes = copying->bytes + (begin - copying->begin);
	mapped = kmap_local_page(page);
	if (copying->write)
		memcpy(mapped + (begin - offset), bytes, end - begin);
	else
		memcpy(bytes, mapped + (begin - offset), end - begin);
	kunmap_local(mapped);
	return 0;
}

static int cfp_copy_mapping(struct cfp_importer *importer, const struct cfp_access *how, u8 *bytes)
{
	struct cfp_copying copying = {
		.begin = how->offset, .end = how->offset + how->length,
		.bytes = bytes, .write = how->flags & CFP_ACCESS_WRITE,
	};
	int error = -ENXIO;

	mutex_lock(&importer->access);
	if (importer->mapping)
		error = cfp_visit_pages(importer->session->device, importer->mapping->table,
					cfp_copy_page, &copying);
	mutex_unlock(&importer->access);
	return error;
}

static int cfp_copy_vmap(struct cfp_importer *importer, const struct cfp_access *how, u8 *bytes)
{
	bool write = how->flags & CFP_ACCESS_WRITE;
	enum dma_data_direction direction = write ? DMA_TO_DEVICE : DMA_FROM_DEVICE;
	struct iosys_map map;
	int error = dma_buf_begin_cpu_access(importer->dmabuf, direction);

	if (error)
		return error;
	error = dma_buf_vmap_unlocked(importer->dmabuf, &map);
	if (!error) {
		if (write)
			iosys_map_memcpy_to(&map, how->offset, bytes, how->length);
		else
			iosys_map_memcpy_from(bytes, &map, how->offset, how->length);
		dma_buf_vunmap_unlocked(importer->dmabuf, &map);
	}
	return dma_buf_end_cpu_access(importer->dmabuf, direction) ?: error;
}

static int cfp_access_bytes(struct cfp_importer *importer, const struct cfp_access *how, u8 *bytes)
{
	bool write = how->flags & CFP_ACCESS_WRITE;
	int error = 0;

	if (how->flags & CFP_ACCESS_AFTER_FENCES)
		error = cfp_resv_wait(importer->dmabuf->resv, dma_resv_usage_rw(write),
				      true, cfp_limit());
	if (error)
		return error;
	if (how->flags & CFP_ACCESS_VMAP)
		return cfp_copy_vmap(importer, how, bytes);
	return cfp_copy_mapping(importer, how, bytes);
}

int cfp_importer_access(struct cfp_importer *importer, const struct cfp_access *how)
{
	void __user *user = u64_to_user_ptr(how->address);
	u64 size = importer->dmabuf->size;
	int error = 0;
	u8 *bytes;

	if (how->flags & ~CFP_ACCESS_FLAGS || how->reserved || !how->length ||
	    how->length > CFP_ACCESS_LIMIT || how->offset > size ||
	    how->length > size - how->offset)
		return -EINVAL;
	bytes = kvzalloc(how->length, GFP_KERNEL);
	if (!bytes)
		return -ENOMEM;
	if ((how->flags & CFP_ACCESS_WRITE) && copy_from_user(bytes, user, how->length))
		error = -EFAULT;
	if (!error)
		error = cfp_access_bytes(importer, how, bytes);
	if (!error && !(how->flags & CFP_ACCESS_WRITE) && copy_to_user(user, bytes, how->length))
		error = -EFAULT;
	kvfree(bytes);
	return error;
}
