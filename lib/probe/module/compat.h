/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#ifndef CROSSFENCE_COMPAT_H
#define CROSSFENCE_COMPAT_H

#include <linux/dma-buf.h>
#include <linux/dma-fence-array.h>
#include <linux/mm.h>
#include <linux/slab.h>

/*
 * The differences between Linux 6.1 and 7.3 that the module meets, each once.
 * CFP_HAS_… come from Kbuild, which looks into the kernel's headers.
 */

#ifdef CFP_HAS_BARE_NAMESPACE
#define CFP_DMA_BUF_NAMESPACE DMA_BUF
#else
#define CFP_DMA_BUF_NAMESPACE "DMA_BUF"
#endif

#ifdef CFP_HAS_INVALIDATE_MAPPINGS
#define CFP_OPTIONAL_CALLBACK true
#else
#define CFP_OPTIONAL_CALLBACK false
#define invalidate_mappings move_notify
#define dma_buf_invalidate_mappings dma_buf_move_notify
#endif

#ifdef CFP_HAS_ATTACH_REVOCABLE
#define CFP_ASKS_REVOCABLE true
#else
#define CFP_ASKS_REVOCABLE false
static inline bool dma_buf_attach_revocable(struct dma_buf_attachment *attach)
{
	return false;
}
#endif

#ifndef CFP_HAS_VMAP_UNLOCKED
#define dma_buf_vmap_unlocked dma_buf_vmap
#define dma_buf_vunmap_unlocked dma_buf_vunmap
#endif

#ifndef kzalloc_obj
#define kzalloc_obj(object) kzalloc(sizeof(object), GFP_KERNEL)
#endif

#ifndef CFP_HAS_VM_FLAGS_SET
static inline void vm_flags_set(struct vm_area_struct *vma, unsigned long flags)
{
	vma->vm_flags |= flags;
}
#endif

#ifdef CFP_HAS_INLINE_LOCK
#define CFP_INLINE_LOCK true
#else
#define CFP_INLINE_LOCK false
static inline spinlock_t *dma_fence_spinlock(struct dma_fence *fence)
{
	return fence->lock;
}
#endif

static inline struct dma_fence_array *
cfp_array_create(int count, struct dma_fence **fences, unsigned int seqno)
{
	u64 context = dma_fence_context_alloc(1);

#ifdef CFP_HAS_SIGNAL_ON_ANY
	return dma_fence_array_create(count, fences, context, seqno, false);
#else
	return dma_fence_array_create(count, fences, context, seqno);
#endif
}

#endif
