// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/slab.h>

#include "compat.h"
#include "importer/importer.h"
#include "wrong.h"

struct workqueue_struct *cfp_import_queue;

static void cfp_import_free(struct cfp_importer *importer, struct cfp_import *import)
{
	cfp_import_let_go(import);
	dma_buf_unmap_attachment(importer->attach, import->table, import->direction);
	kfree(import);
}

int cfp_importer_map(struct cfp_importer *importer, enum dma_data_direction direction)
{
	struct cfp_import *import;
	int error;

	dma_resv_assert_held(importer->dmabuf->resv);
	if (importer->mapping)
		return -EBUSY;
	if (cfp_wrong(&cfp_wrong_access, CFP_WRONG_MAP))
		return -EIO;
	if (cfp_wrong(&cfp_wrong_access, CFP_WRONG_WAIT))
		cfp_resv_wait(importer->dmabuf->resv, DMA_RESV_USAGE_BOOKKEEP, false, cfp_limit());
	import = kzalloc_obj(*import);
	if (!import)
		return -ENOMEM;
	import->direction = direction;
	import->table = dma_buf_map_attachment(importer->attach, direction);
	if (IS_ERR(import->table)) {
		error = PTR_ERR(import->table);
		kfree(import);
		return error;
	}
	error = cfp_import_reach(importer, import);
	if (error) {
		cfp_import_free(importer, import);
		return error;
	}
	mutex_lock(&importer->access);
	importer->mapping = import;
	mutex_unlock(&importer->access);
	return 0;
}

static struct cfp_import *cfp_importer_take(struct cfp_importer *importer)
{
	struct cfp_import *import;

	mutex_lock(&importer->access);
	import = importer->mapping;
	importer->mapping = NULL;
	mutex_unlock(&importer->access);
	return import;
}

void cfp_importer_stop(struct cfp_importer *importer)
{
	mutex_lock(&importer->access);
	if (importer->job && importer->job->import) {
		importer->job->import->busy = false;
		importer->job->import = NULL;
	}
	mutex_unlock(&importer->access);
}

void cfp_importer_unmap(struct cfp_importer *importer)
{
	struct cfp_import *import = cfp_importer_take(importer);

	if (import)
		cfp_import_free(importer, import);
}

void cfp_importer_retire(struct cfp_importer *importer)
{
	struct cfp_import *import = cfp_importer_take(importer);

	if (import)
		list_add_tail(&import->node, &importer->retired);
}

static bool cfp_import_busy(struct cfp_importer *importer, struct cfp_import *import)
{
	bool busy;

	mutex_lock(&importer->access);
	busy = import->busy;
	mutex_unlock(&importer->access);
	return busy;
}

void cfp_importer_unmap_retired(struct cfp_importer *importer)
{
	struct cfp_import *import, *next;

	list_for_each_entry_safe(import, next, &importer->retired, node) {
		if (cfp_import_busy(importer, import))
			continue;
		cfp_importer_log(importer, (struct cfp_event){ .kind = CFP_EVENT_LATE_UNMAP });
		list_del(&import->node);
		cfp_import_free(importer, import);
	}
}

int cfp_import_init(void)
{
	int error = cfp_limited_init();

	if (error)
		return error;
	cfp_import_queue = alloc_workqueue("crossfence-import", WQ_UNBOUND, 0);
	if (cfp_import_queue)
		return 0;
	cfp_limited_exit();
	return -ENOMEM;
}

void cfp_import_exit(void)
{
	destroy_workqueue(cfp_import_queue);
	cfp_limited_exit();
}
