// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/dma-fence-chain.h>
#include <linux/slab.h>
#include <linux/sync_file.h>
#include <linux/uaccess.h>

#include "compat.h"
#include "fence/fence.h"
#include "wrong.h"

static void cfp_put_fences(struct dma_fence **fences, unsigned int count)
{
	while (count--)
		dma_fence_put(fences[count]);
	kfree(fences);
}

/* The fence of a sync_file as it is, so that a container stays one, or a fence of ours. */
static struct dma_fence *cfp_get_fence(int fd)
{
	struct dma_fence *fence = sync_file_get_fence(fd);

	return fence ?: cfp_fence_of(fd);
}

static struct dma_fence **cfp_get_fences(const struct cfp_combine *how)
{
	const __s32 __user *from = u64_to_user_ptr(how->fences);
	struct dma_fence **fences = kcalloc(how->count, sizeof(*fences), GFP_KERNEL);
	unsigned int i;
	__s32 fd;

	if (!fences)
		return ERR_PTR(-ENOMEM);
	for (i = 0; i < how->count; i++) {
		int error = -EFAULT;

		if (!get_user(fd, from + i)) {
			fences[i] = cfp_get_fence(fd);
			error = -EBADF;
		}
		if (!fences[i]) {
			cfp_put_fences(fences, i);
			return ERR_PTR(error);
		}
	}
	return fences;
}

/* Takes the references over, and the array of them. */
static struct dma_fence *cfp_array(struct dma_fence **fences, const struct cfp_combine *how)
{
	struct dma_fence_array *array = cfp_array_create(how->count, fences, how->seqno);

	if (array)
		return &array->base;
	cfp_put_fences(fences, how->count);
	return NULL;
}

/* Takes the references over. */
static struct dma_fence *cfp_chain(struct dma_fence **fences, const struct cfp_combine *how)
{
	struct dma_fence *last = fences[0];
	unsigned int i;

	for (i = 1; i < how->count; i++) {
		struct dma_fence_chain *link = dma_fence_chain_alloc();

		if (!link)
			break;
		dma_fence_chain_init(link, last, fences[i], how->seqno + i - 1);
		last = &link->base;
	}
	if (i < how->count) {
		dma_fence_put(last);
		last = NULL;
	}
	for (; i < how->count; i++)
		dma_fence_put(fences[i]);
	kfree(fences);
	return last;
}

/* All but one are forgotten. Takes the references over, and the array of them. */
static struct dma_fence *cfp_one_of(struct dma_fence **fences, unsigned int count, unsigned int one)
{
	struct dma_fence *fence = dma_fence_get(fences[one]);

	cfp_put_fences(fences, count);
	return fence;
}

static struct dma_fence *cfp_container(struct dma_fence **fences, const struct cfp_combine *how)
{
	if (cfp_wrong(&cfp_wrong_fences, CFP_WRONG_FIRST))
		return cfp_one_of(fences, how->count, 0);
	if (cfp_wrong(&cfp_wrong_fences, CFP_WRONG_LAST))
		return cfp_one_of(fences, how->count, how->count - 1);
	return how->container == CFP_CHAIN ? cfp_chain(fences, how) : cfp_array(fences, how);
}

static bool cfp_combine_valid(const struct cfp_combine *how)
{
	if (how->count > CFP_COMBINE_LIMIT)
		return false;
	if (how->container == CFP_CHAIN)
		return how->count >= 2;
	return how->container == CFP_ARRAY && how->count && how->seqno <= U32_MAX;
}

int cfp_combine(const struct cfp_combine *how)
{
	struct dma_fence **fences, *combined;
	int fd;

	if (!cfp_combine_valid(how))
		return -EINVAL;
	fences = cfp_get_fences(how);
	if (IS_ERR(fences))
		return PTR_ERR(fences);
	combined = cfp_container(fences, how);
	if (!combined)
		return -ENOMEM;
	fd = cfp_fence_fd(combined);
	dma_fence_put(combined);
	return fd;
}

bool cfp_usage(u32 usage, enum dma_resv_usage *found)
{
	switch (usage) {
	case CFP_KERNEL:
		*found = DMA_RESV_USAGE_KERNEL;
		return true;
	case CFP_WRITE:
		*found = DMA_RESV_USAGE_WRITE;
		return true;
	case CFP_READ:
		*found = DMA_RESV_USAGE_READ;
		return true;
	case CFP_BOOKKEEP:
		*found = DMA_RESV_USAGE_BOOKKEEP;
		return true;
	}
	return false;
}

int cfp_add_to(struct dma_resv *resv, struct dma_fence *fence, enum dma_resv_usage usage,
	       unsigned int room)
{
	int error = dma_resv_lock_interruptible(resv, NULL);

	if (error)
		return error;
	error = dma_resv_reserve_fences(resv, room);
	if (!error && !cfp_wrong(&cfp_wrong_fences, CFP_WRONG_ADD))
		dma_resv_add_fence(resv, fence, usage);
	dma_resv_unlock(resv);
	return error;
}

int cfp_add_fence(const struct cfp_add_fence *how)
{
	enum dma_resv_usage usage;
	struct dma_fence *fence;
	struct dma_buf *dmabuf;
	int error = -EINVAL;

	if (!cfp_usage(how->usage, &usage) || how->nested > 1)
		return -EINVAL;
	dmabuf = dma_buf_get(how->dmabuf);
	if (IS_ERR(dmabuf))
		return PTR_ERR(dmabuf);
	fence = sync_file_get_fence(how->sync_file);
	if (fence && (how->nested || !dma_fence_is_container(fence)))
		error = cfp_add_to(dmabuf->resv, fence, usage, 1);
	dma_fence_put(fence);
	dma_buf_put(dmabuf);
	return error;
}
