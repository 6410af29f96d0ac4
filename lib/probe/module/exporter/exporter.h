/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#ifndef CROSSFENCE_EXPORTER_H
#define CROSSFENCE_EXPORTER_H

#include <linux/dma-buf.h>

#include "session.h"
#include "uapi/exporter.h"

/*
 * One place that a buffer has had: its pages and their generation. Who maps them
 * holds a reference, so that even after a wrong move nobody touches foreign
 * memory: left pages are poisoned, and freed with the last reference.
 */
struct cfp_store {
	struct kref ref;
	struct cfp_session *session;
	u32 object;
	u32 generation;
	bool retired;			/* poisoned: nobody may write any more */
	unsigned int count;
	struct page *pages[];
};

struct cfp_store *cfp_store_create(struct cfp_session *session, u32 object,
				   unsigned int count, u32 generation);
struct cfp_store *cfp_store_get(struct cfp_store *store);
void cfp_store_put(struct cfp_store *store);
void cfp_store_copy(struct cfp_store *to, struct cfp_store *from);
void cfp_store_retire(struct cfp_store *store);

/*
 * A buffer that moves. It lives as long as its dma-buf, of which the descriptor
 * of the exporter holds a reference. Everything but the atomic counts is
 * protected by the reservation object of the dma-buf.
 */
struct cfp_exporter {
	struct cfp_session *session;
	struct dma_buf *dmabuf;
	struct dma_buf *shared;		/* whose reservation object it is, or NULL */
	struct cfp_store *store;
	struct cfp_store *stale;	/* CFP_MOVE_MAP_OLD: what new mappings get */
	struct cfp_store *vmapped;
	u32 object;
	bool revocable_only;
	unsigned int pins;
	bool revoked;
	atomic_t attachments;
	atomic_t attached;		/* counts up only: the numbers of attachments */
	atomic_t mappings;
	wait_queue_head_t unmapped;
};

extern const struct dma_buf_ops cfp_exporter_ops;

int cfp_exporter_open(struct cfp_session *session, const struct cfp_create_exporter *how);

int cfp_exporter_move(struct cfp_exporter *exporter, const struct cfp_move *how);
int cfp_exporter_revoke(struct cfp_exporter *exporter, struct cfp_revoke *how);
int cfp_exporter_restore(struct cfp_exporter *exporter);
int cfp_move_init(void);
void cfp_move_exit(void);

/* Under the reservation object: takes away what userspace has mapped; it faults anew. */
void cfp_unmap_users(struct cfp_exporter *exporter);
int cfp_user_map(struct cfp_exporter *exporter, struct vm_area_struct *vma);

/* Under the reservation object: waits for the copy of a pipelined move; ENODEV when revoked. */
int cfp_exporter_settle(struct cfp_exporter *exporter, bool interruptible);

static inline void cfp_exporter_log(struct cfp_exporter *exporter, struct cfp_event event)
{
	event.object = exporter->object;
	cfp_log(exporter->session, exporter->dmabuf->resv, event);
}

#endif
