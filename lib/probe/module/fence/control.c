// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/anon_inodes.h>
#include <linux/file.h>
#include <linux/module.h>
#include <linux/sync_file.h>
#include <linux/uaccess.h>

#include "compat.h"
#include "fence/fence.h"
#include "wrong.h"

int cfp_fence_reserve(struct dma_fence *fence, struct file **file)
{
	struct sync_file *sync_file;
	int fd = get_unused_fd_flags(O_CLOEXEC);

	if (fd < 0)
		return fd;
	sync_file = sync_file_create(fence);
	if (!sync_file) {
		put_unused_fd(fd);
		return -ENOMEM;
	}
	*file = sync_file->file;
	return fd;
}

int cfp_fence_fd(struct dma_fence *fence)
{
	struct file *file;
	int fd = cfp_fence_reserve(fence, &file);

	if (fd >= 0)
		fd_install(fd, file);
	return fd;
}

static int cfp_fence_signal_ioctl(struct cfp_fence *fence, void __user *argument)
{
	struct cfp_signal signal;

	if (copy_from_user(&signal, argument, sizeof(signal)))
		return -EFAULT;
	if (signal.error > 0 || signal.error < -MAX_ERRNO)
		return -EINVAL;
	return cfp_fence_signal_from(fence, signal.from, signal.error);
}

static int cfp_fence_hold_ioctl(struct cfp_fence *fence, void __user *argument)
{
	struct dma_fence *held;
	struct cfp_hold hold;
	int error;

	if (copy_from_user(&hold, argument, sizeof(hold)))
		return -EFAULT;
	if (hold.reserved)
		return -EINVAL;
	held = sync_file_get_fence(hold.sync_file);
	if (!held)
		return -EINVAL;
	error = cfp_fence_hold(fence, held);
	if (error)
		dma_fence_put(held);
	return error;
}

static int cfp_fence_act(struct cfp_fence *fence, unsigned int verb, void __user *user)
{
	switch (verb) {
	case CFP_FENCE_FILE:
		return cfp_fence_fd(&fence->base);
	case CFP_FENCE_SIGNAL:
		return cfp_fence_signal_ioctl(fence, user);
	case CFP_FENCE_HOLD:
		return cfp_fence_hold_ioctl(fence, user);
	case CFP_FENCE_REPEAT:
		return cfp_fence_repeat(fence);
	case CFP_FENCE_MEET:
		return cfp_fence_meet(fence);
	}
	return -ENOTTY;
}

static long cfp_fence_ioctl(struct file *file, unsigned int verb, unsigned long argument)
{
	return cfp_answer(cfp_fence_act(file->private_data, verb, (void __user *)argument));
}

static int cfp_fence_close(struct inode *inode, struct file *file)
{
	cfp_fence_put(file->private_data);
	return 0;
}

static const struct file_operations cfp_fence_fops = {
	.owner = THIS_MODULE,
	.unlocked_ioctl = cfp_fence_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
	.release = cfp_fence_close,
};

struct dma_fence *cfp_fence_of(int fd)
{
	struct file *file = fget(fd);
	struct dma_fence *fence = NULL;

	if (!file)
		return NULL;
	if (file->f_op == &cfp_fence_fops) {
		struct cfp_fence *ours = file->private_data;

		fence = dma_fence_get(&ours->base);
	}
	fput(file);
	return fence;
}

static bool cfp_fence_valid(struct cfp_create_fence *how)
{
	const u32 locks = CFP_FENCE_SHARED_LOCK | CFP_FENCE_INLINE_LOCK;

	return !(how->flags & ~CFP_FENCE_FLAGS) && (how->flags & locks) != locks &&
		strnlen(how->name, sizeof(how->name)) < sizeof(how->name) &&
		cfp_bounded(&how->lifetime_ms);
}

int cfp_fence_open(struct cfp_session *session, const struct cfp_create_fence *request)
{
	struct cfp_create_fence how = *request;
	struct cfp_fence *fence;
	int fd;

	if (!cfp_fence_valid(&how))
		return -EINVAL;
	if ((how.flags & CFP_FENCE_INLINE_LOCK) && !CFP_INLINE_LOCK)
		return -EOPNOTSUPP;
	if (!how.context)
		how.context = dma_fence_context_alloc(1);
	fence = cfp_fence_create(session, &how);
	if (IS_ERR(fence))
		return PTR_ERR(fence);
	fd = anon_inode_getfd("[crossfence-fence]", &cfp_fence_fops, fence, O_RDWR | O_CLOEXEC);
	if (fd < 0) {
		cfp_fence_signal(fence, -ECANCELED);
		cfp_fence_put(fence);
	}
	return fd;
}
