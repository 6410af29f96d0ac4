// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/anon_inodes.h>
#include <linux/file.h>
#include <linux/module.h>
#include <linux/slab.h>
#include <linux/sync_file.h>
#include <linux/uaccess.h>

#include "compat.h"
#include "keeper/keeper.h"
#include "wrong.h"

/*
 * A buffer goes by its file, as dma_buf_poll_cb() does it: from 7.2 on dma_buf_put() takes
 * a lock on its way that others take with interrupts on.
 */
static void cfp_put_kept(void *kept, enum cfp_kept what)
{
	struct dma_buf *dmabuf = kept;

	switch (what) {
	case CFP_KEPT_DMABUF:
		fput(dmabuf->file);
		return;
	case CFP_KEPT_FENCE:
		dma_fence_put(kept);
		return;
	case CFP_KEPT_OBJECT:
		fput(kept);
		return;
	}
}

bool cfp_keeper_let_go(struct cfp_keeper *keeper)
{
	void *kept = xchg(&keeper->kept, NULL);

	if (!kept)
		return false;
	cfp_log(keeper->session, NULL, (struct cfp_event){
		.kind = CFP_EVENT_KEEPER_DROP, .object = keeper->object, .value = keeper->what,
	});
	cfp_put_kept(kept, keeper->what);
	complete(&keeper->dropped);
	return true;
}

static int cfp_keeper_act(struct cfp_keeper *keeper, unsigned int verb, void __user *user)
{
	struct cfp_drop how;
	int error;

	if (verb != CFP_KEEPER_DROP)
		return -ENOTTY;
	if (copy_from_user(&how, user, sizeof(how)))
		return -EFAULT;
	error = mutex_lock_interruptible(&keeper->dropping);
	if (error)
		return error;
	error = cfp_keeper_drop(keeper, &how);
	mutex_unlock(&keeper->dropping);
	return error;
}

static long cfp_keeper_ioctl(struct file *file, unsigned int verb, unsigned long argument)
{
	return cfp_answer(cfp_keeper_act(file->private_data, verb, (void __user *)argument));
}

static void cfp_keeper_free(struct cfp_keeper *keeper)
{
	cfp_keeper_let_go(keeper);
	cfp_session_put(keeper->session);
	kfree(keeper);
}

static int cfp_keeper_close(struct inode *inode, struct file *file)
{
	cfp_keeper_free(file->private_data);
	return 0;
}

static const struct file_operations cfp_keeper_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = cfp_keeper_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
	.release = cfp_keeper_close,
};

/* Not a keeper, or two could keep each other for ever. */
static void *cfp_get_object(int fd)
{
	struct file *file = fget(fd);

	if (!file)
		return ERR_PTR(-EBADF);
	if (file->f_op->owner == THIS_MODULE && file->f_op != &cfp_keeper_fops)
		return file;
	fput(file);
	return ERR_PTR(-EINVAL);
}

static void *cfp_get_kept(const struct cfp_create_keeper *how)
{
	switch (how->what) {
	case CFP_KEPT_DMABUF:
		return dma_buf_get(how->fd);
	case CFP_KEPT_FENCE:
		return sync_file_get_fence(how->fd) ?: ERR_PTR(-EINVAL);
	case CFP_KEPT_OBJECT:
		return cfp_get_object(how->fd);
	}
	return ERR_PTR(-EINVAL);
}

int cfp_keeper_open(struct cfp_session *session, const struct cfp_create_keeper *how)
{
	void *kept = cfp_get_kept(how);
	struct cfp_keeper *keeper;
	int fd;

	if (IS_ERR(kept))
		return PTR_ERR(kept);
	keeper = kzalloc_obj(*keeper);
	if (!keeper) {
		cfp_put_kept(kept, how->what);
		return -ENOMEM;
	}
	keeper->session = cfp_session_get(session);
	keeper->object = cfp_session_number(session);
	keeper->what = how->what;
	keeper->kept = kept;
	mutex_init(&keeper->dropping);
	init_completion(&keeper->dropped);
	fd = anon_inode_getfd("[crossfence-keeper]", &cfp_keeper_fops, keeper, O_RDWR | O_CLOEXEC);
	if (fd < 0)
		cfp_keeper_free(keeper);
	return fd;
}
