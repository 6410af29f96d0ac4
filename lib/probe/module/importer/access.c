// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "compat.h"
#include "importer/importer.h"
#include "wrong.h"

struct cfp_copying {
	u64 begin;
	u64 end;
	u8 *bytes;
	bool write;
};

static int cfp_copy_page(struct iosys_map *page, u64 offset, void *argument)
{
	struct cfp_copying *copying = argument;
	u64 begin = max(offset, copying->begin);
	u64 end = min(offset + PAGE_SIZE, copying->end);
	u8 *bytes;

	if (begin >= end)
		return 0;
	bytes = copying->bytes + (begin - copying->begin);
	if (copying->write)
		iosys_map_memcpy_to(page, begin - offset, bytes, end - begin);
	else
		iosys_map_memcpy_from(bytes, page, begin - offset, end - begin);
	return 0;
}

static int cfp_copy_mapping(struct cfp_importer *importer, const struct cfp_access *how, u8 *bytes)
{
	struct cfp_copying copying = {
		.begin = how->offset, .end = how->offset + how->length,
		.bytes = bytes, .write = how->flags & CFP_ACCESS_WRITE,
	};
	int error = -ENXIO;

	if (cfp_wrong(&cfp_wrong_access, copying.write ? CFP_WRONG_WRITE : CFP_WRONG_READ))
		return 0;
	mutex_lock(&importer->access);
	if (importer->mapping)
		error = cfp_visit_pages(importer, importer->mapping, cfp_copy_page, &copying);
	mutex_unlock(&importer->access);
	return error;
}

/* The one takes the reservation object by itself, the other leaves that to the caller. */
static int cfp_vmap(struct dma_buf *dmabuf, struct iosys_map *map)
{
	if (cfp_wrong(&cfp_wrong_access, CFP_WRONG_LOCK))
		return dma_buf_vmap(dmabuf, map);
	return dma_buf_vmap_unlocked(dmabuf, map);
}

static void cfp_vunmap(struct dma_buf *dmabuf, struct iosys_map *map)
{
	if (cfp_wrong(&cfp_wrong_access, CFP_WRONG_LOCK))
		dma_buf_vunmap(dmabuf, map);
	else
		dma_buf_vunmap_unlocked(dmabuf, map);
}

static int cfp_copy_vmap(struct cfp_importer *importer, const struct cfp_access *how, u8 *bytes)
{
	bool write = how->flags & CFP_ACCESS_WRITE;
	enum dma_data_direction direction = write ? DMA_TO_DEVICE : DMA_FROM_DEVICE;
	struct iosys_map map;
	int error = dma_buf_begin_cpu_access(importer->dmabuf, direction);

	if (error)
		return error;
	error = cfp_vmap(importer->dmabuf, &map);
	if (!error) {
		if (write)
			iosys_map_memcpy_to(&map, how->offset, bytes, how->length);
		else
			iosys_map_memcpy_from(bytes, &map, how->offset, how->length);
		cfp_vunmap(importer->dmabuf, &map);
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
