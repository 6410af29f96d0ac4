// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/anon_inodes.h>
#include <linux/module.h>
#include <linux/slab.h>

#include "compat.h"
#include "importer/importer.h"

static const struct dma_buf_attach_ops cfp_dynamic_ops[] = {
	{ .allow_peer2peer = false, .invalidate_mappings = cfp_importer_react },
	{ .allow_peer2peer = true, .invalidate_mappings = cfp_importer_react },
};

static const struct dma_buf_attach_ops cfp_pinned_ops[] = {
	{ .allow_peer2peer = false },
	{ .allow_peer2peer = true },
};

static void cfp_late_unmap(struct work_struct *work)
{
	struct cfp_importer *importer = container_of(to_delayed_work(work),
						     struct cfp_importer, unmapper);

	dma_resv_lock(importer->dmabuf->resv, NULL);
	cfp_importer_unmap_retired(importer);
	dma_resv_unlock(importer->dmabuf->resv);
}

static void cfp_importer_free(struct cfp_importer *importer)
{
	dma_buf_put(importer->dmabuf);
	put_device(importer->device);
	cfp_session_put(importer->session);
	kfree(importer);
}

/* First nothing new, then the workers, then the mappings: a callback may come until detach. */
static int cfp_importer_close(struct inode *inode, struct file *file)
{
	struct cfp_importer *importer = file->private_data;
	struct dma_resv *resv = importer->dmabuf->resv;
	bool locked;

	dma_resv_lock(resv, NULL);
	importer->closing = true;
	cfp_importer_stop(importer);
	dma_resv_unlock(resv);
	flush_work(&importer->runner);
	cancel_delayed_work_sync(&importer->unmapper);
	locked = cfp_importer_lock(importer);
	cfp_importer_unmap(importer);
	cfp_importer_unmap_retired(importer);
	for (; importer->pins; importer->pins--)
		dma_buf_unpin(importer->attach);
	cfp_importer_unlock(importer, locked);
	dma_buf_detach(importer->dmabuf, importer->attach);
	cfp_importer_free(importer);
	return 0;
}

static const struct file_operations cfp_importer_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = cfp_importer_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
	.release = cfp_importer_close,
};

static struct dma_buf_attachment *cfp_importer_attach(struct cfp_importer *importer, bool peer2peer)
{
	const struct dma_buf_attach_ops *ops = NULL;

	if (importer->kind == CFP_DYNAMIC)
		ops = &cfp_dynamic_ops[peer2peer];
	if (importer->kind == CFP_DYNAMIC_PINNED)
		ops = &cfp_pinned_ops[peer2peer];
	return dma_buf_dynamic_attach(importer->dmabuf, importer->device, ops, importer);
}

/* Everything that the callback needs is there before the attachment can be seen. */
static struct cfp_importer *cfp_importer_create(struct cfp_session *session,
						const struct cfp_create_importer *how)
{
	struct device *device = cfp_device(session, how->device);
	struct cfp_importer *importer = kzalloc_obj(*importer);
	struct dma_buf *dmabuf = dma_buf_get(how->dmabuf);

	if (IS_ERR(dmabuf) || !importer || !device) {
		kfree(importer);
		put_device(device);
		if (IS_ERR(dmabuf))
			return ERR_CAST(dmabuf);
		dma_buf_put(dmabuf);
		return ERR_PTR(device ? -ENOMEM : -ENODEV);
	}
	importer->device = device;
	importer->dmabuf = dmabuf;
	importer->session = cfp_session_get(session);
	importer->object = cfp_session_number(session);
	importer->kind = how->kind;
	importer->reaction = how->reaction;
	INIT_LIST_HEAD(&importer->retired);
	mutex_init(&importer->access);
	INIT_WORK(&importer->runner, cfp_job_run);
	INIT_DELAYED_WORK(&importer->unmapper, cfp_late_unmap);
	importer->attach = cfp_importer_attach(importer, how->flags & CFP_IMPORTER_PEER2PEER);
	if (IS_ERR(importer->attach)) {
		struct dma_buf_attachment *attach = importer->attach;

		cfp_importer_free(importer);
		return ERR_CAST(attach);
	}
	return importer;
}

int cfp_importer_open(struct cfp_session *session, const struct cfp_create_importer *how)
{
	struct cfp_importer *importer;
	int fd;

	if (how->kind > CFP_DYNAMIC_PINNED || how->flags & ~CFP_IMPORTER_PEER2PEER ||
	    !cfp_device_valid(how->device) || !cfp_reaction_valid(&how->reaction))
		return -EINVAL;
	if (how->kind == CFP_DYNAMIC_PINNED && !CFP_OPTIONAL_CALLBACK)
		return -EOPNOTSUPP;
	importer = cfp_importer_create(session, how);
	if (IS_ERR(importer))
		return PTR_ERR(importer);
	fd = anon_inode_getfd("[crossfence-importer]", &cfp_importer_fops, importer,
			      O_RDWR | O_CLOEXEC);
	if (fd < 0) {
		dma_buf_detach(importer->dmabuf, importer->attach);
		cfp_importer_free(importer);
	}
	return fd;
}
