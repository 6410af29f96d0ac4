// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/dma-mapping.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include "compat.h"
#include "exporter/exporter.h"

/* What an importer holds of one map: its table, and the pages below it. */
struct cfp_mapping {
	struct sg_table table;
	struct cfp_store *store;
};

static u32 cfp_attachment_number(struct dma_buf_attachment *attach)
{
	return (unsigned long)attach->priv;
}

static void cfp_log_attachment(struct dma_buf_attachment *attach, struct cfp_event event)
{
	event.attachment = cfp_attachment_number(attach);
	cfp_exporter_log(attach->dmabuf->priv, event);
}

static int cfp_attach(struct dma_buf *dmabuf, struct dma_buf_attachment *attach)
{
	struct cfp_exporter *exporter = dmabuf->priv;
	unsigned long number = atomic_inc_return(&exporter->attached);
	const struct dma_buf_attach_ops *ops = attach->importer_ops;

	int error = 0;

	if (exporter->revocable_only && !dma_buf_attach_revocable(attach))
		error = -EOPNOTSUPP;
	attach->priv = (void *)number;
	if (!error)
		atomic_inc(&exporter->attachments);
	cfp_log_attachment(attach, (struct cfp_event){
		.kind = CFP_EVENT_ATTACH, .result = error,
		.value = !ops ? 1 : !ops->invalidate_mappings ? 2 : 3,
	});
	return error;
}

static void cfp_detach(struct dma_buf *dmabuf, struct dma_buf_attachment *attach)
{
	struct cfp_exporter *exporter = dmabuf->priv;

	cfp_log_attachment(attach, (struct cfp_event){ .kind = CFP_EVENT_DETACH });
	atomic_dec(&exporter->attachments);
}

int cfp_exporter_settle(struct cfp_exporter *exporter, bool interruptible)
{
	if (exporter->revoked)
		return -ENODEV;
	return cfp_resv_wait(exporter->dmabuf->resv, DMA_RESV_USAGE_KERNEL,
			     interruptible, cfp_limit());
}

static int cfp_pin(struct dma_buf_attachment *attach)
{
	struct cfp_exporter *exporter = attach->dmabuf->priv;
	int error = cfp_exporter_settle(exporter, true);

	if (!error)
		exporter->pins++;
	cfp_log_attachment(attach, (struct cfp_event){
		.kind = CFP_EVENT_PIN, .generation = exporter->store->generation,
		.result = error,
	});
	return error;
}

static void cfp_unpin(struct dma_buf_attachment *attach)
{
	struct cfp_exporter *exporter = attach->dmabuf->priv;

	exporter->pins--;
	cfp_log_attachment(attach, (struct cfp_event){
		.kind = CFP_EVENT_UNPIN, .generation = exporter->store->generation,
	});
}

static struct cfp_mapping *cfp_mapping_create(struct cfp_store *store, struct device *device,
					      enum dma_data_direction direction)
{
	struct cfp_mapping *mapping = kzalloc_obj(*mapping);
	int error;

	if (!mapping)
		return ERR_PTR(-ENOMEM);
	/* An entry a page, whatever lies beside each other by chance: a mapping costs the same. */
	error = sg_alloc_table_from_pages_segment(&mapping->table, store->pages, store->count, 0,
						  (size_t)store->count << PAGE_SHIFT,
						  PAGE_SIZE, GFP_KERNEL);
	if (error)
		goto free;
	error = dma_map_sgtable(device, &mapping->table, direction, 0);
	if (error)
		goto free_table;
	mapping->store = cfp_store_get(store);
	return mapping;

free_table:
	sg_free_table(&mapping->table);
free:
	kfree(mapping);
	return ERR_PTR(error);
}

static struct sg_table *cfp_map(struct dma_buf_attachment *attach,
				enum dma_data_direction direction)
{
	struct cfp_exporter *exporter = attach->dmabuf->priv;
	struct cfp_store *store = exporter->stale ?: exporter->store;
	struct cfp_mapping *mapping = ERR_PTR(-ENODEV);

	if (!exporter->revoked)
		mapping = cfp_mapping_create(store, attach->dev, direction);
	if (!IS_ERR(mapping))
		atomic_inc(&exporter->mappings);
	cfp_log_attachment(attach, (struct cfp_event){
		.kind = CFP_EVENT_MAP, .generation = store->generation,
		.value = direction, .result = PTR_ERR_OR_ZERO(mapping),
	});
	return IS_ERR(mapping) ? ERR_CAST(mapping) : &mapping->table;
}

static void cfp_unmap(struct dma_buf_attachment *attach, struct sg_table *table,
		      enum dma_data_direction direction)
{
	struct cfp_mapping *mapping = container_of(table, struct cfp_mapping, table);
	struct cfp_exporter *exporter = attach->dmabuf->priv;

	cfp_log_attachment(attach, (struct cfp_event){
		.kind = CFP_EVENT_UNMAP, .generation = mapping->store->generation,
		.value = direction,
	});
	dma_unmap_sgtable(attach->dev, table, direction, 0);
	sg_free_table(table);
	cfp_store_put(mapping->store);
	kfree(mapping);
	if (atomic_dec_and_test(&exporter->mappings))
		wake_up_all(&exporter->unmapped);
}

static int cfp_begin_cpu_access(struct dma_buf *dmabuf, enum dma_data_direction direction)
{
	struct cfp_exporter *exporter = dmabuf->priv;
	int error = READ_ONCE(exporter->revoked) ? -ENODEV : 0;

	cfp_exporter_log(exporter, (struct cfp_event){
		.kind = CFP_EVENT_BEGIN_CPU, .value = direction, .result = error,
	});
	return error;
}

static int cfp_end_cpu_access(struct dma_buf *dmabuf, enum dma_data_direction direction)
{
	cfp_exporter_log(dmabuf->priv, (struct cfp_event){
		.kind = CFP_EVENT_END_CPU, .value = direction,
	});
	return 0;
}

static int cfp_mmap(struct dma_buf *dmabuf, struct vm_area_struct *vma)
{
	int error = cfp_user_map(dmabuf->priv, vma);

	cfp_exporter_log(dmabuf->priv, (struct cfp_event){
		.kind = CFP_EVENT_MMAP, .result = error,
	});
	return error;
}

/* A kernel mapping pins: there is no way to tell its user that the pages move. */
static int cfp_vmap(struct dma_buf *dmabuf, struct iosys_map *map)
{
	struct cfp_exporter *exporter = dmabuf->priv;
	struct cfp_store *store = exporter->store;
	int error = cfp_exporter_settle(exporter, true);
	void *address = NULL;

	if (!error) {
		address = vmap(store->pages, store->count, VM_MAP, PAGE_KERNEL);
		error = address ? 0 : -ENOMEM;
	}
	if (!error) {
		exporter->vmapped = cfp_store_get(store);
		exporter->pins++;
		iosys_map_set_vaddr(map, address);
	}
	cfp_exporter_log(exporter, (struct cfp_event){
		.kind = CFP_EVENT_VMAP, .generation = store->generation, .result = error,
	});
	return error;
}

static void cfp_vunmap(struct dma_buf *dmabuf, struct iosys_map *map)
{
	struct cfp_exporter *exporter = dmabuf->priv;

	vunmap(map->vaddr);
	exporter->pins--;
	cfp_exporter_log(exporter, (struct cfp_event){
		.kind = CFP_EVENT_VUNMAP, .generation = exporter->vmapped->generation,
	});
	cfp_store_put(exporter->vmapped);
	exporter->vmapped = NULL;
}

static void cfp_release(struct dma_buf *dmabuf)
{
	struct cfp_exporter *exporter = dmabuf->priv;

	cfp_exporter_log(exporter, (struct cfp_event){ .kind = CFP_EVENT_RELEASE });
	cfp_store_put(exporter->stale);
	cfp_store_put(exporter->store);
	if (exporter->shared)
		dma_buf_put(exporter->shared);
	cfp_session_put(exporter->session);
	kfree(exporter);
}

const struct dma_buf_ops cfp_exporter_ops = {
	.attach = cfp_attach,
	.detach = cfp_detach,
	.pin = cfp_pin,
	.unpin = cfp_unpin,
	.map_dma_buf = cfp_map,
	.unmap_dma_buf = cfp_unmap,
	.begin_cpu_access = cfp_begin_cpu_access,
	.end_cpu_access = cfp_end_cpu_access,
	.mmap = cfp_mmap,
	.vmap = cfp_vmap,
	.vunmap = cfp_vunmap,
	.release = cfp_release,
};
