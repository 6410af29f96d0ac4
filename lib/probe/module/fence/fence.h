/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#ifndef CROSSFENCE_FENCE_H
#define CROSSFENCE_FENCE_H

#include <linux/dma-fence.h>
#include <linux/irq_work.h>
#include <linux/timer.h>

#include "session.h"
#include "uapi/fence.h"

/*
 * A fence of the probe. Its timer fails it with ETIMEDOUT at the end of its
 * lifetime, so that nobody waits for ever. It holds the module and its session
 * until a grace period after the last reference has gone.
 */
struct cfp_fence {
	struct dma_fence base;
	spinlock_t lock;		/* unless flags say where it is */
	struct timer_list expiry;	/* holds a reference while it runs */
	struct irq_work irq;		/* likewise */
	int error;			/* what expiry or irq fail the fence with */
	int irq_error;
	struct cfp_session *session;
	u32 object;
	u32 flags;
	char name[CFP_NAME_SIZE];
};

struct cfp_fence *cfp_fence_create(struct cfp_session *session,
				   const struct cfp_create_fence *how);

/* A fence for the module's own work, named after what it stands for. */
struct cfp_fence *cfp_fence_for(struct cfp_session *session, const char *name, u32 lifetime_ms);

static inline void cfp_fence_put(struct cfp_fence *fence)
{
	if (fence)
		dma_fence_put(&fence->base);
}

/* In any context. False: it had signalled before. */
bool cfp_fence_signal(struct cfp_fence *fence, int error);

/* The same under the fence's lock, without an end to its life. */
bool cfp_fence_signal_locked(struct cfp_fence *fence, int error);

int cfp_fence_repeat(struct cfp_fence *fence);
int cfp_fence_meet(struct cfp_fence *fence);

/* The same from hard interrupt or timer context, soon. EALREADY: it had signalled before. */
int cfp_fence_signal_from(struct cfp_fence *fence, enum cfp_signal_from from, int error);

/* Takes the reference over, until a callback of the fence drops it. EALREADY: see above. */
int cfp_fence_hold(struct cfp_fence *fence, struct dma_fence *held);

void cfp_fence_log(struct cfp_fence *fence, u16 kind, int result);

/* The fence behind a descriptor of cfp_fence_open, with a reference; NULL: it is no such. */
struct dma_fence *cfp_fence_of(int fd);

/* A new sync_file descriptor for the fence; the first leaves fd_install to the caller. */
int cfp_fence_reserve(struct dma_fence *fence, struct file **file);
int cfp_fence_fd(struct dma_fence *fence);

int cfp_fence_open(struct cfp_session *session, const struct cfp_create_fence *how);
int cfp_combine(const struct cfp_combine *how);
int cfp_add_fence(const struct cfp_add_fence *how);
int cfp_ask(const struct cfp_ask *how);
int cfp_section(struct cfp_session *session, const struct cfp_section *how);

/* Under the object's lock, with room for so many; EINTR, ENOMEM. */
int cfp_add_to(struct dma_resv *resv, struct dma_fence *fence, enum dma_resv_usage usage,
	       unsigned int room);

/* What the kernel calls a usage of the interface; false: there is no such usage. */
bool cfp_usage(u32 usage, enum dma_resv_usage *found);

#endif
