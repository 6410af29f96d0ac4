/* SPDX-License-Identifier: GPL-2.0 OR MIT */
#ifndef CROSSFENCE_UAPI_IMPORTER_H
#define CROSSFENCE_UAPI_IMPORTER_H

#include <linux/ioctl.h>
#include <linux/types.h>

/* An attachment to any dma-buf, and what it does when the exporter invalidates it. */

enum cfp_importer_kind {
	CFP_STATIC,
	CFP_DYNAMIC,
	CFP_DYNAMIC_PINNED,	/* dynamic, but without a callback */
};

/* What the importer does in the callback. */
enum cfp_reaction {
	CFP_UNMAP,		/* stops its access and unmaps */
	CFP_FENCE,		/* adds its fence, unmaps when that has signalled */
	CFP_REMAP,		/* stops its access, unmaps, maps again in the callback */
	CFP_KEEP,		/* wrong: does nothing */
	CFP_SLOW,		/* wrong: sleeps delay_ms, then CFP_UNMAP */
	CFP_BLOCK,		/* wrong: waits for the reservation object, then CFP_UNMAP */
};

struct cfp_reaction_to {
	__u32 reaction;
	__u32 delay_ms;		/* of CFP_SLOW and CFP_BLOCK; of CFP_FENCE without a job */
};

#define CFP_IMPORTER_PEER2PEER 0x1

/*
 * Who attaches: the node, which reaches all of memory and takes pieces of any length; a device
 * that has told the kernel neither, and so reaches 32 bits and takes pieces of 64 KiB; or a PCI
 * device: CFP_PCI | domain << 16 | bus << 8 | devfn.
 */
#define CFP_THE_NODE 0U
#define CFP_LIMITED 1U
#define CFP_PCI 0x80000000U

struct cfp_create_importer {
	__s32 dmabuf;
	__u32 kind;
	__u32 flags;
	__u32 device;
	struct cfp_reaction_to reaction;
};

enum cfp_direction {
	CFP_BOTH_WAYS,
	CFP_TO_DEVICE,
	CFP_FROM_DEVICE,
};

struct cfp_map {
	__u32 direction;
	__u32 reserved;
};

#define CFP_ACCESS_WRITE 0x1
#define CFP_ACCESS_VMAP 0x2	/* by dma_buf_vmap instead of the importer's mapping */
#define CFP_ACCESS_AFTER_FENCES 0x4
#define CFP_ACCESS_FLAGS 0x7
#define CFP_ACCESS_LIMIT 0x100000

struct cfp_access {
	__u64 offset;
	__u64 length;
	__u64 address;
	__u32 flags;
	__u32 reserved;
};

/* Simulated DMA: visits each page of the mapping again and again until its time is over. */
#define CFP_JOB_WRITE 0x1
#define CFP_JOB_AFTER_FENCES 0x2	/* starts when the KERNEL fences of now are done */
#define CFP_JOB_PUBLISH 0x4	/* its fence is in the reservation object from the start */
#define CFP_JOB_FLAGS 0x7

struct cfp_job {
	__u64 pattern;
	__u32 flags;
	__u32 run_ms;
	__u32 usage;		/* enum cfp_usage of the fence, now or by CFP_FENCE */
	__u32 reserved;
};

struct cfp_importer_state {
	__u32 object;
	__u32 mapped;
	__u32 retired;		/* mappings that wait to be unmapped */
	__u32 pins;
	__u64 invalidations;
	__u64 strays;		/* visits of jobs that met CFP_POISON */
	__u64 longest;		/* piece of the mapping, in bytes */
	__u64 end;		/* the highest DMA address of the mapping, plus one */
};

/* Where a PCI device's access to an address ends that its IOMMU has to translate. */
struct cfp_translate {
	__u32 device;
	__u32 reserved;
	__u64 address;		/* in: DMA address; out: of memory, 0 where nothing is mapped */
};

#define CFP_CREATE_IMPORTER _IOW('x', 0x02, struct cfp_create_importer)
#define CFP_TRANSLATE _IOWR('x', 0x09, struct cfp_translate)
#define CFP_IMPORTER_MAP _IOW('x', 0x20, struct cfp_map)
#define CFP_IMPORTER_UNMAP _IO('x', 0x21)
#define CFP_IMPORTER_PIN _IO('x', 0x22)
#define CFP_IMPORTER_UNPIN _IO('x', 0x23)
#define CFP_IMPORTER_REACT _IOW('x', 0x24, struct cfp_reaction_to)
#define CFP_IMPORTER_ACCESS _IOW('x', 0x25, struct cfp_access)
#define CFP_IMPORTER_JOB _IOW('x', 0x26, struct cfp_job)		/* returns a sync_file */
#define CFP_IMPORTER_STATE _IOR('x', 0x27, struct cfp_importer_state)

#endif
