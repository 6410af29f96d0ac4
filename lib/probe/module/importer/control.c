// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/uaccess.h>

#include "compat.h"
#include "importer/importer.h"
#include "wrong.h"

bool cfp_importer_lock(struct cfp_importer *importer)
{
	if (cfp_wrong(&cfp_wrong_access, CFP_WRONG_LOCK))
		return false;
	dma_resv_lock(importer->dmabuf->resv, NULL);
	return true;
}

void cfp_importer_unlock(struct cfp_importer *importer, bool locked)
{
	if (locked)
		dma_resv_unlock(importer->dmabuf->resv);
}

static int cfp_map_ioctl(struct cfp_importer *importer, const struct cfp_map *how)
{
	static const enum dma_data_direction directions[] = {
		[CFP_BOTH_WAYS] = DMA_BIDIRECTIONAL,
		[CFP_TO_DEVICE] = DMA_TO_DEVICE,
		[CFP_FROM_DEVICE] = DMA_FROM_DEVICE,
	};
	bool locked;
	int error;

	if (how->direction >= ARRAY_SIZE(directions) || how->reserved)
		return -EINVAL;
	locked = cfp_importer_lock(importer);
	error = cfp_importer_map(importer, directions[how->direction]);
	cfp_importer_unlock(importer, locked);
	return error;
}

static int cfp_unmap_ioctl(struct cfp_importer *importer)
{
	int error = -ENXIO;
	bool locked;

	locked = cfp_importer_lock(importer);
	if (importer->mapping) {
		cfp_importer_stop(importer);
		cfp_importer_unmap(importer);
		error = 0;
	}
	cfp_importer_unlock(importer, locked);
	return error;
}

static int cfp_pin_ioctl(struct cfp_importer *importer)
{
	bool locked;
	int error;

	if (importer->kind == CFP_STATIC)
		return -EINVAL;
	locked = cfp_importer_lock(importer);
	error = dma_buf_pin(importer->attach);
	if (!error)
		importer->pins++;
	cfp_importer_unlock(importer, locked);
	return error;
}

static int cfp_unpin_ioctl(struct cfp_importer *importer)
{
	int error = -EINVAL;
	bool locked;

	locked = cfp_importer_lock(importer);
	if (importer->pins) {
		importer->pins--;
		dma_buf_unpin(importer->attach);
		error = 0;
	}
	cfp_importer_unlock(importer, locked);
	return error;
}

bool cfp_reaction_valid(const struct cfp_reaction_to *how)
{
	return how->reaction <= CFP_BLOCK && how->delay_ms <= cfp_limit_ms;
}

static int cfp_react_ioctl(struct cfp_importer *importer, const struct cfp_reaction_to *how)
{
	if (!cfp_reaction_valid(how))
		return -EINVAL;
	dma_resv_lock(importer->dmabuf->resv, NULL);
	importer->reaction = *how;
	dma_resv_unlock(importer->dmabuf->resv);
	return 0;
}

static void cfp_measure(const struct cfp_import *import, struct cfp_importer_state *state)
{
	struct scatterlist *entry;
	int i;

	for_each_sgtable_dma_sg(import->table, entry, i) {
		state->longest = max_t(u64, state->longest, sg_dma_len(entry));
		state->end = max_t(u64, state->end, sg_dma_address(entry) + sg_dma_len(entry));
	}
}

static int cfp_state_ioctl(struct cfp_importer *importer, void __user *argument)
{
	struct cfp_importer_state state = { .object = importer->object };
	struct list_head *node;

	dma_resv_lock(importer->dmabuf->resv, NULL);
	mutex_lock(&importer->access);
	state.mapped = !!importer->mapping;
	if (importer->mapping)
		cfp_measure(importer->mapping, &state);
	list_for_each(node, &importer->retired)
		state.retired++;
	state.pins = importer->pins;
	state.invalidations = importer->invalidations;
	state.strays = importer->strays + (importer->job ? importer->job->strays : 0);
	mutex_unlock(&importer->access);
	dma_resv_unlock(importer->dmabuf->resv);
	return copy_to_user(argument, &state, sizeof(state)) ? -EFAULT : 0;
}

union cfp_importer_request {
	struct cfp_map map;
	struct cfp_reaction_to reaction;
	struct cfp_access access;
	struct cfp_job job;
};

static int cfp_importer_act(struct cfp_importer *importer, unsigned int verb,
			    const union cfp_importer_request *how, void __user *user)
{
	switch (verb) {
	case CFP_IMPORTER_MAP:
		return cfp_map_ioctl(importer, &how->map);
	case CFP_IMPORTER_UNMAP:
		return cfp_unmap_ioctl(importer);
	case CFP_IMPORTER_PIN:
		return cfp_pin_ioctl(importer);
	case CFP_IMPORTER_UNPIN:
		return cfp_unpin_ioctl(importer);
	case CFP_IMPORTER_REACT:
		return cfp_react_ioctl(importer, &how->reaction);
	case CFP_IMPORTER_ACCESS:
		return cfp_importer_access(importer, &how->access);
	case CFP_IMPORTER_JOB:
		return cfp_importer_job(importer, &how->job);
	case CFP_IMPORTER_STATE:
		return cfp_state_ioctl(importer, user);
	}
	return -ENOTTY;
}

long cfp_importer_ioctl(struct file *file, unsigned int verb, unsigned long argument)
{
	void __user *user = (void __user *)argument;
	union cfp_importer_request how;

	if ((_IOC_DIR(verb) & _IOC_WRITE) && _IOC_SIZE(verb) <= sizeof(how) &&
	    copy_from_user(&how, user, _IOC_SIZE(verb)))
		return cfp_answer(-EFAULT);
	return cfp_answer(cfp_importer_act(file->private_data, verb, &how, user));
}
