// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/rcupdate.h>
#include <linux/sync_file.h>

#include "compat.h"
#include "fence/fence.h"

/* More than a list has room for by chance, so that it must be replaced. */
#define CFP_ASK_ROOM 64

static int cfp_add_in_longer_list(struct dma_resv *resv, struct dma_fence *fence,
				  enum dma_resv_usage usage)
{
	int error = cfp_add_to(resv, fence, usage, CFP_ASK_ROOM);

	synchronize_rcu();	/* who walks on in the old list walks in freed memory */
	return error;
}

static int cfp_walk(struct dma_resv *resv, enum dma_resv_usage usage, struct dma_fence *meanwhile)
{
	struct dma_resv_iter cursor;
	struct dma_fence *fence;
	int error = 0;
	int count = 0;

	dma_resv_iter_begin(&cursor, resv, usage);
	dma_resv_for_each_fence_unlocked(&cursor, fence) {
		if (dma_resv_iter_is_restarted(&cursor))
			count = 0;
		count++;
		if (!meanwhile)
			continue;
		error = cfp_add_in_longer_list(resv, meanwhile, usage);
		meanwhile = NULL;
		if (error)
			break;
	}
	dma_resv_iter_end(&cursor);
	return error ?: count;
}

static int cfp_answer(struct dma_resv *resv, enum dma_resv_usage usage,
		      enum cfp_question question, struct dma_fence *meanwhile)
{
	long left;

	switch (question) {
	case CFP_ASK_TEST:
		return dma_resv_test_signaled(resv, usage);
	case CFP_ASK_NO_TIME:
		left = dma_resv_wait_timeout(resv, usage, false, 0);
		return left < 0 ? left : left > 0;
	case CFP_ASK_WALK:
		return cfp_walk(resv, usage, meanwhile);
	}
	return -EINVAL;
}

int cfp_ask(const struct cfp_ask *how)
{
	struct dma_fence *meanwhile = NULL;
	enum dma_resv_usage usage;
	struct dma_buf *dmabuf;
	int answer;

	if (!cfp_usage(how->usage, &usage))
		return -EINVAL;
	if (how->meanwhile != -1) {
		meanwhile = sync_file_get_fence(how->meanwhile);
		if (!meanwhile || dma_fence_is_container(meanwhile)) {
			dma_fence_put(meanwhile);
			return -EINVAL;
		}
	}
	dmabuf = dma_buf_get(how->dmabuf);
	answer = PTR_ERR_OR_ZERO(dmabuf);
	if (!answer) {
		answer = cfp_answer(dmabuf->resv, usage, how->question, meanwhile);
		dma_buf_put(dmabuf);
	}
	dma_fence_put(meanwhile);
	return answer;
}
