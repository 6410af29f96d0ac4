/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#ifndef CROSSFENCE_IMPORTER_H
#define CROSSFENCE_IMPORTER_H

#include <linux/dma-buf.h>
#include <linux/iosys-map.h>
#include <linux/mutex.h>
#include <linux/workqueue.h>

#include "fence/fence.h"
#include "session.h"
#include "uapi/importer.h"

/* One mapping of the buffer. A job that visits it keeps it until the job's end. */
struct cfp_import {
	struct list_head node;		/* in retired */
	struct sg_table *table;
	enum dma_data_direction direction;
	void __iomem **io;		/* of each entry of the table, if that is device memory */
	bool busy;			/* a job visits it; under access */
};

/*
 * Simulated DMA. `import` is NULL once the importer took the mapping away.
 * `published` says that the fence is in the reservation object.
 */
struct cfp_running {
	struct cfp_importer *importer;
	struct cfp_import *import;
	struct cfp_fence *fence;
	struct dma_fence **kernel;	/* to wait for first */
	unsigned int kernels;
	struct cfp_job how;
	bool published;
	u64 strays;
};

/*
 * An attachment to somebody's buffer. The reservation object protects mapping,
 * retired, pins and closing; `access`, taken inside it, makes taking a mapping away
 * wait for the visit of the moment, and is never held across anything that blocks.
 */
struct cfp_importer {
	struct cfp_session *session;
	struct device *device;		/* who attaches */
	struct dma_buf *dmabuf;
	struct dma_buf_attachment *attach;
	u32 object;
	u32 kind;
	struct cfp_reaction_to reaction;
	struct cfp_import *mapping;
	struct list_head retired;
	struct mutex access;		/* of looking at a mapping */
	struct cfp_running *job;		/* under access */
	struct work_struct runner;
	struct delayed_work unmapper;
	unsigned int pins;
	bool closing;
	u64 invalidations;
	u64 strays;
};

extern struct workqueue_struct *cfp_import_queue;

/* The device of those who have told the kernel nothing of what they reach. */
int cfp_limited_init(void);
void cfp_limited_exit(void);

/* A reference to who attaches, by number; NULL: there is none. */
struct device *cfp_device(struct cfp_session *session, u32 number);
bool cfp_device_valid(u32 number);
int cfp_translate(struct cfp_translate *how);

int cfp_importer_open(struct cfp_session *session, const struct cfp_create_importer *how);
int cfp_import_init(void);
void cfp_import_exit(void);

/* The reservation object. False: it was left out, as the author of an importer may forget it. */
bool cfp_importer_lock(struct cfp_importer *importer);
void cfp_importer_unlock(struct cfp_importer *importer, bool locked);

/* Under the reservation object. */
int cfp_importer_map(struct cfp_importer *importer, enum dma_data_direction direction);
void cfp_importer_unmap(struct cfp_importer *importer);
void cfp_importer_retire(struct cfp_importer *importer);
void cfp_importer_unmap_retired(struct cfp_importer *importer);
void cfp_importer_react(struct dma_buf_attachment *attach);

/* Ends the importer's access to its mapping at once, as a device would that can be stopped. */
void cfp_importer_stop(struct cfp_importer *importer);

int cfp_importer_access(struct cfp_importer *importer, const struct cfp_access *how);
int cfp_importer_job(struct cfp_importer *importer, const struct cfp_job *how);
void cfp_job_run(struct work_struct *work);
long cfp_importer_ioctl(struct file *file, unsigned int verb, unsigned long argument);
bool cfp_reaction_valid(const struct cfp_reaction_to *how);

/*
 * Visits pages by their DMA addresses, as the device would: `visit` gets the page,
 * the byte offset in the buffer, and stops the walk by an errno. Device memory is
 * visited by a kernel mapping, made with the import, since a visit must not allocate.
 */
typedef int (*cfp_visit)(struct iosys_map *page, u64 offset, void *argument);
int cfp_visit_pages(struct cfp_importer *importer, struct cfp_import *import, cfp_visit visit,
		    void *argument);
int cfp_import_reach(struct cfp_importer *importer, struct cfp_import *import);
void cfp_import_let_go(struct cfp_import *import);

static inline void cfp_importer_log(struct cfp_importer *importer, struct cfp_event event)
{
	event.object = importer->object;
	cfp_log(importer->session, importer->dmabuf->resv, event);
}

#endif
