// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/anon_inodes.h>
#include <linux/file.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "compat.h"
#include "exporter/exporter.h"
#include "wrong.h"

#define CFP_SIZE_LIMIT (256ULL << 20)

static int cfp_exporter_dmabuf(struct cfp_exporter *exporter)
{
	int fd;

	get_dma_buf(exporter->dmabuf);
	fd = dma_buf_fd(exporter->dmabuf, O_CLOEXEC);
	if (fd < 0)
		dma_buf_put(exporter->dmabuf);
	return fd;
}

static int cfp_exporter_move_ioctl(struct cfp_exporter *exporter, void __user *argument)
{
	struct cfp_move how;

	if (copy_from_user(&how, argument, sizeof(how)))
		return -EFAULT;
	if (how.flags & ~CFP_MOVE_FLAGS || how.reserved || how.copy_ms > cfp_limit_ms ||
	    !cfp_bounded(&how.timeout_ms))
		return -EINVAL;
	return cfp_exporter_move(exporter, &how);
}

static int cfp_exporter_revoke_ioctl(struct cfp_exporter *exporter, void __user *argument)
{
	struct cfp_revoke how;

	if (copy_from_user(&how, argument, sizeof(how)))
		return -EFAULT;
	if (how.flags & ~CFP_REVOKE_FLAGS || !cfp_bounded(&how.timeout_ms))
		return -EINVAL;
	return cfp_exporter_revoke(exporter, &how);
}

static int cfp_exporter_state_ioctl(struct cfp_exporter *exporter, void __user *argument)
{
	struct cfp_exporter_state state = {
		.size = exporter->dmabuf->size,
		.object = exporter->object,
		.attachments = atomic_read(&exporter->attachments),
		.mappings = atomic_read(&exporter->mappings),
	};

	dma_resv_lock(exporter->dmabuf->resv, NULL);
	state.generation = exporter->store->generation;
	state.pins = exporter->pins;
	state.revoked = exporter->revoked;
	dma_resv_unlock(exporter->dmabuf->resv);
	return copy_to_user(argument, &state, sizeof(state)) ? -EFAULT : 0;
}

static int cfp_exporter_act(struct cfp_exporter *exporter, unsigned int verb, void __user *user)
{
	switch (verb) {
	case CFP_EXPORTER_DMABUF:
		return cfp_exporter_dmabuf(exporter);
	case CFP_EXPORTER_MOVE:
		return cfp_exporter_move_ioctl(exporter, user);
	case CFP_EXPORTER_REVOKE:
		return cfp_exporter_revoke_ioctl(exporter, user);
	case CFP_EXPORTER_RESTORE:
		return cfp_exporter_restore(exporter);
	case CFP_EXPORTER_STATE:
		return cfp_exporter_state_ioctl(exporter, user);
	}
	return -ENOTTY;
}

static long cfp_exporter_ioctl(struct file *file, unsigned int verb, unsigned long argument)
{
	return cfp_answer(cfp_exporter_act(file->private_data, verb, (void __user *)argument));
}

static int cfp_exporter_close(struct inode *inode, struct file *file)
{
	struct cfp_exporter *exporter = file->private_data;

	dma_buf_put(exporter->dmabuf);
	return 0;
}

static const struct file_operations cfp_exporter_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = cfp_exporter_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
	.release = cfp_exporter_close,
};

/* The dma-buf behind another exporter's descriptor, with a reference. */
static struct dma_buf *cfp_sharer(int fd)
{
	struct file *file = fget(fd);
	struct dma_buf *dmabuf = ERR_PTR(-EINVAL);

	if (!file)
		return ERR_PTR(-EBADF);
	if (file->f_op == &cfp_exporter_fops) {
		struct cfp_exporter *exporter = file->private_data;

		dmabuf = exporter->dmabuf;
		get_dma_buf(dmabuf);
	}
	fput(file);
	return dmabuf;
}

static int cfp_exporter_export(struct cfp_exporter *exporter, size_t size)
{
	DEFINE_DMA_BUF_EXPORT_INFO(info);

	info.exp_name = "crossfence-probe";
	info.ops = &cfp_exporter_ops;
	info.size = size;
	info.flags = O_RDWR;
	info.resv = exporter->shared ? exporter->shared->resv : NULL;
	info.priv = exporter;
	exporter->dmabuf = dma_buf_export(&info);
	return PTR_ERR_OR_ZERO(exporter->dmabuf);
}

static struct cfp_exporter *cfp_exporter_create(struct cfp_session *session,
						const struct cfp_create_exporter *how,
						struct dma_buf *shared)
{
	struct cfp_exporter *exporter = kzalloc_obj(*exporter);
	size_t size = PAGE_ALIGN(how->size);
	int error;

	if (!exporter)
		return ERR_PTR(-ENOMEM);
	exporter->session = cfp_session_get(session);
	exporter->object = cfp_session_number(session);
	exporter->shared = shared;
	exporter->revocable_only = how->flags & CFP_EXPORTER_REVOCABLE_ONLY;
	init_waitqueue_head(&exporter->unmapped);
	exporter->store = cfp_store_create(session, exporter->object, size >> PAGE_SHIFT, 1);
	error = PTR_ERR_OR_ZERO(exporter->store);
	if (!error)
		error = cfp_exporter_export(exporter, size);
	if (!error)
		return exporter;
	if (!IS_ERR(exporter->store))
		cfp_store_put(exporter->store);
	cfp_session_put(session);
	kfree(exporter);
	return ERR_PTR(error);
}

int cfp_exporter_open(struct cfp_session *session, const struct cfp_create_exporter *how)
{
	struct dma_buf *shared = NULL;
	struct cfp_exporter *exporter;
	int fd;

	if (!how->size || how->size > CFP_SIZE_LIMIT || how->flags & ~CFP_EXPORTER_FLAGS ||
	    how->share_with < -1)
		return -EINVAL;
	if (how->flags & CFP_EXPORTER_REVOCABLE_ONLY && !CFP_ASKS_REVOCABLE)
		return -EOPNOTSUPP;
	if (how->share_with >= 0)
		shared = cfp_sharer(how->share_with);
	if (IS_ERR(shared))
		return PTR_ERR(shared);
	exporter = cfp_exporter_create(session, how, shared);
	if (IS_ERR(exporter)) {
		if (shared)
			dma_buf_put(shared);
		return PTR_ERR(exporter);
	}
	fd = anon_inode_getfd("[crossfence-exporter]", &cfp_exporter_fops, exporter,
			      O_RDWR | O_CLOEXEC);
	if (fd < 0)
		dma_buf_put(exporter->dmabuf);
	return fd;
}
