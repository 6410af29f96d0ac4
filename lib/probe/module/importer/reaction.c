// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/delay.h>
#include <linux/module.h>

#include "compat.h"
#include "importer/importer.h"

static int wrong_reaction = -1;
module_param(wrong_reaction, int, 0600);
MODULE_PARM_DESC(wrong_reaction, "enum cfp_reaction of every importer, to see tests fail");

/* The attachment may be invalidated before dma_buf_dynamic_attach has returned it. */
static void cfp_unmap_now(struct cfp_importer *importer)
{
	cfp_importer_stop(importer);
	cfp_importer_unmap(importer);
}

/* Publishes the fence of the job that visits the mapping, if one does. */
static int cfp_publish(struct cfp_importer *importer)
{
	struct dma_resv *resv = importer->dmabuf->resv;
	enum dma_resv_usage usage;
	struct cfp_running *job;
	int error = dma_resv_reserve_fences(resv, 1);

	if (error)
		return error;
	mutex_lock(&importer->access);
	job = importer->job;
	if (job && job->import && !job->published && cfp_usage(job->how.usage, &usage)) {
		dma_resv_add_fence(resv, &job->fence->base, usage);
		job->published = true;
	}
	mutex_unlock(&importer->access);
	return 0;
}

static int cfp_fence_and_unmap_later(struct cfp_importer *importer)
{
	int error = cfp_publish(importer);

	if (error || importer->closing) {
		cfp_unmap_now(importer);
		return error;
	}
	cfp_importer_retire(importer);
	queue_delayed_work(cfp_import_queue, &importer->unmapper,
			   msecs_to_jiffies(importer->reaction.delay_ms));
	return 0;
}

static int cfp_remap(struct cfp_importer *importer)
{
	enum dma_data_direction direction;

	if (!importer->mapping || importer->closing) {
		cfp_unmap_now(importer);
		return 0;
	}
	direction = importer->mapping->direction;
	cfp_unmap_now(importer);
	return cfp_importer_map(importer, direction);
}

static int cfp_block(struct cfp_importer *importer)
{
	int error = cfp_resv_wait(importer->dmabuf->resv, DMA_RESV_USAGE_BOOKKEEP, false,
				  msecs_to_jiffies(importer->reaction.delay_ms));

	cfp_unmap_now(importer);
	return error;
}

static int cfp_react(struct cfp_importer *importer)
{
	int wrong = READ_ONCE(wrong_reaction);

	switch (wrong >= 0 ? wrong : importer->reaction.reaction) {
	case CFP_FENCE:
		return cfp_fence_and_unmap_later(importer);
	case CFP_REMAP:
		return cfp_remap(importer);
	case CFP_KEEP:
		return 0;
	case CFP_BLOCK:
		return cfp_block(importer);
	case CFP_SLOW:
		msleep(importer->reaction.delay_ms);
		break;
	}
	cfp_unmap_now(importer);
	return 0;
}

void cfp_importer_react(struct dma_buf_attachment *attach)
{
	struct cfp_importer *importer = attach->importer_priv;
	struct cfp_event event = {
		.kind = CFP_EVENT_INVALIDATE, .value = importer->reaction.reaction,
	};

	importer->invalidations++;
	cfp_importer_log(importer, event);
	event.result = cfp_react(importer);
	event.kind = CFP_EVENT_INVALIDATE_END;
	cfp_importer_log(importer, event);
}
