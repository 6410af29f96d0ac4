// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/module.h>

#include "compat.h"
#include "exporter/exporter.h"

static unsigned int wrong_revokes;
module_param(wrong_revokes, uint, 0600);
MODULE_PARM_DESC(wrong_revokes, "CFP_REVOKE_ flags added to every revoke, to see that tests fail");

static int cfp_revoke_locked(struct cfp_exporter *exporter, const struct cfp_revoke *how)
{
	struct dma_buf *dmabuf = exporter->dmabuf;

	if (exporter->revoked)
		return -EALREADY;
	cfp_exporter_log(exporter, (struct cfp_event){
		.kind = CFP_EVENT_REVOKE_BEGIN, .generation = exporter->store->generation,
		.value = how->flags,
	});
	WRITE_ONCE(exporter->revoked, !(how->flags & CFP_REVOKE_SKIP_MARK));
	cfp_unmap_users(exporter);
	if (!(how->flags & CFP_REVOKE_SKIP_NOTIFY))
		dma_buf_invalidate_mappings(dmabuf);
	if (how->flags & CFP_REVOKE_SKIP_WAIT)
		return 0;
	return cfp_resv_wait(dmabuf->resv, DMA_RESV_USAGE_BOOKKEEP, false,
			     msecs_to_jiffies(how->timeout_ms));
}

static int cfp_wait_unmapped(struct cfp_exporter *exporter, const struct cfp_revoke *how)
{
	if (how->flags & CFP_REVOKE_SKIP_WAIT)
		return 0;
	return wait_event_timeout(exporter->unmapped, !atomic_read(&exporter->mappings),
				  msecs_to_jiffies(how->timeout_ms)) ? 0 : -ETIME;
}

/* The full sequence of vfio-pci: mark, tell, wait for the fences, unlock, wait for the unmaps. */
int cfp_exporter_revoke(struct cfp_exporter *exporter, struct cfp_revoke *how)
{
	struct dma_resv *resv = exporter->dmabuf->resv;
	int error;

	how->flags |= READ_ONCE(wrong_revokes) & CFP_REVOKE_FLAGS;
	dma_resv_lock(resv, NULL);
	error = cfp_revoke_locked(exporter, how);
	dma_resv_unlock(resv);
	if (error == -EALREADY)
		return error;
	if (!error)
		error = cfp_wait_unmapped(exporter, how);
	dma_resv_lock(resv, NULL);
	if (!error && exporter->revoked)
		cfp_store_retire(exporter->store);
	cfp_exporter_log(exporter, (struct cfp_event){
		.kind = CFP_EVENT_REVOKE_END, .generation = exporter->store->generation,
		.value = how->flags, .result = error,
	});
	dma_resv_unlock(resv);
	return error;
}

/* The buffer comes back empty, in a new place. As vfio-pci does, the importers hear of it. */
int cfp_exporter_restore(struct cfp_exporter *exporter)
{
	struct cfp_store *old, *store;
	int error = 0;

	store = cfp_store_create(exporter->session, exporter->object,
				 exporter->dmabuf->size >> PAGE_SHIFT, 0);
	if (IS_ERR(store))
		return PTR_ERR(store);
	dma_resv_lock(exporter->dmabuf->resv, NULL);
	if (exporter->revoked) {
		old = exporter->store;
		store->generation = old->generation + 1;
		exporter->store = store;
		WRITE_ONCE(exporter->revoked, false);
		cfp_exporter_log(exporter, (struct cfp_event){
			.kind = CFP_EVENT_RESTORE, .generation = store->generation,
		});
		dma_buf_invalidate_mappings(exporter->dmabuf);
	} else {
		old = store;
		error = -EALREADY;
	}
	dma_resv_unlock(exporter->dmabuf->resv);
	cfp_store_put(old);
	return error;
}
