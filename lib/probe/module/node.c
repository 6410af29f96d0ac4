// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/dma-mapping.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/uaccess.h>

#include "compat.h"
#include "exporter/exporter.h"
#include "fence/fence.h"
#include "importer/importer.h"
#include "keeper/keeper.h"
#include "session.h"
#include "timing/timing.h"
#include "uapi/node.h"
#include "wrong.h"

static bool consent;
module_param(consent, bool, 0);
MODULE_PARM_DESC(consent, "1: this machine is for testing and the module may do as it is told");

static int cfp_set_limit(const char *text, const struct kernel_param *param)
{
	return param_set_uint_minmax(text, param, 100, 60000);
}

static const struct kernel_param_ops cfp_limit_ops = {
	.set = cfp_set_limit,
	.get = param_get_uint,
};

unsigned int cfp_limit_ms = 10000;
module_param_cb(limit_ms, &cfp_limit_ops, &cfp_limit_ms, 0600);
MODULE_PARM_DESC(limit_ms, "the longest wait and the longest life of a fence, 100 to 60000");

static struct device_dma_parameters cfp_dma_parameters;

static int cfp_node_open(struct inode *inode, struct file *file)
{
	struct miscdevice *node = file->private_data;
	struct cfp_session *session = cfp_session_create(node->this_device);

	if (IS_ERR(session))
		return PTR_ERR(session);
	file->private_data = session;
	return stream_open(inode, file);
}

static int cfp_node_close(struct inode *inode, struct file *file)
{
	cfp_session_put(file->private_data);
	return 0;
}

static ssize_t cfp_node_read(struct file *file, char __user *to, size_t size, loff_t *offset)
{
	return cfp_session_read(file->private_data, to, size);
}

static __poll_t cfp_node_poll(struct file *file, poll_table *table)
{
	return cfp_session_poll(file->private_data, file, table);
}

static int cfp_node_info(void __user *to)
{
	struct cfp_info info = { .version = CFP_VERSION, .limit_ms = cfp_limit_ms };

	if (IS_ENABLED(CONFIG_LOCKDEP))
		info.features |= CFP_FEATURE_LOCKDEP;
	if (CFP_OPTIONAL_CALLBACK)
		info.features |= CFP_FEATURE_PINNED;
	if (CFP_INLINE_LOCK)
		info.features |= CFP_FEATURE_INLINE_LOCK;
	if (CFP_ASKS_REVOCABLE)
		info.features |= CFP_FEATURE_REVOCABLE;
	return copy_to_user(to, &info, sizeof(info)) ? -EFAULT : 0;
}

static int cfp_node_translate(struct cfp_translate *how, void __user *to)
{
	return cfp_translate(how) ?: copy_to_user(to, how, sizeof(*how)) ? -EFAULT : 0;
}

union cfp_node_request {
	struct cfp_create_exporter exporter;
	struct cfp_create_importer importer;
	struct cfp_create_fence fence;
	struct cfp_combine combine;
	struct cfp_add_fence add;
	struct cfp_ask ask;
	struct cfp_section section;
	struct cfp_translate translate;
	struct cfp_timing timing;
	struct cfp_create_keeper keeper;
};

static long cfp_node_act(struct cfp_session *session, unsigned int verb,
			 union cfp_node_request *how, void __user *user)
{
	switch (verb) {
	case CFP_INFO:
		return cfp_node_info(user);
	case CFP_CREATE_EXPORTER:
		return cfp_exporter_open(session, &how->exporter);
	case CFP_CREATE_IMPORTER:
		return cfp_importer_open(session, &how->importer);
	case CFP_CREATE_FENCE:
		return cfp_fence_open(session, &how->fence);
	case CFP_COMBINE:
		return cfp_combine(&how->combine);
	case CFP_ADD_FENCE:
		return cfp_add_fence(&how->add);
	case CFP_ASK:
		return cfp_ask(&how->ask);
	case CFP_TRANSLATE:
		return cfp_node_translate(&how->translate, user);
	case CFP_SECTION:
		return cfp_section(session, &how->section);
	case CFP_TIMING:
		return cfp_timing(&how->timing);
	case CFP_CREATE_KEEPER:
		return cfp_keeper_open(session, &how->keeper);
	}
	return -ENOTTY;
}

static long cfp_node_ioctl(struct file *file, unsigned int verb, unsigned long argument)
{
	void __user *user = (void __user *)argument;
	union cfp_node_request how;

	if ((_IOC_DIR(verb) & _IOC_WRITE) && _IOC_SIZE(verb) <= sizeof(how) &&
	    copy_from_user(&how, user, _IOC_SIZE(verb)))
		return cfp_answer(-EFAULT);
	return cfp_answer(cfp_node_act(file->private_data, verb, &how, user));
}

static const struct file_operations cfp_node_fops = {
	.owner = THIS_MODULE,
	.open = cfp_node_open,
	.release = cfp_node_close,
	.read = cfp_node_read,
	.poll = cfp_node_poll,
	.unlocked_ioctl = cfp_node_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
};

static struct miscdevice cfp_node = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "crossfence-probe",
	.fops = &cfp_node_fops,
	.mode = 0600,
};

/* The importers' device is the node's: without an IOMMU, so that DMA addresses are memory. */
static int cfp_register(void)
{
	int error = misc_register(&cfp_node);

	if (error)
		return error;
	cfp_node.this_device->dma_parms = &cfp_dma_parameters;
	dma_set_max_seg_size(cfp_node.this_device, UINT_MAX);
	error = dma_coerce_mask_and_coherent(cfp_node.this_device, DMA_BIT_MASK(64));
	if (error)
		misc_deregister(&cfp_node);
	return error;
}

static int __init cfp_init(void)
{
	int error;

	if (!consent) {
		pr_err("crossfence_probe: for test machines only: load it with consent=1\n");
		return -EPERM;
	}
	error = cfp_move_init();
	if (error)
		return error;
	error = cfp_import_init();
	if (error)
		goto exit_move;
	error = cfp_register();
	if (error)
		goto exit_import;
	return 0;

exit_import:
	cfp_import_exit();
exit_move:
	cfp_move_exit();
	return error;
}

/* Nobody holds a descriptor, a buffer or a fence any more; what still runs is about to return. */
static void __exit cfp_exit(void)
{
	misc_deregister(&cfp_node);
	cfp_import_exit();
	cfp_move_exit();
	rcu_barrier();
}

module_init(cfp_init);
module_exit(cfp_exit);
MODULE_IMPORT_NS(CFP_DMA_BUF_NAMESPACE);
MODULE_DESCRIPTION("crossfence: dma-buf exporter, importer and fences for testing");
MODULE_AUTHOR("crossfence authors");
MODULE_LICENSE("Dual MIT/GPL");
