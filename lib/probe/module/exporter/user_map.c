// SPDX-License-Identifier: GPL-2.0 OR MIT
#include "compat.h"
#include "exporter/exporter.h"

/*
 * Page table entries are made and taken away under the reservation object, so none
 * of an old place can come back after a move.
 */
static vm_fault_t cfp_fault_locked(struct cfp_exporter *exporter, struct vm_fault *fault)
{
	int error = cfp_exporter_settle(exporter, true);

	cfp_exporter_log(exporter, (struct cfp_event){
		.kind = CFP_EVENT_FAULT, .value = fault->pgoff, .result = error,
		.generation = exporter->store->generation,
	});
	if (error == -ERESTARTSYS)
		return VM_FAULT_NOPAGE;
	if (error || fault->pgoff >= exporter->store->count)
		return VM_FAULT_SIGBUS;
	return vmf_insert_pfn(fault->vma, fault->address,
			      page_to_pfn(exporter->store->pages[fault->pgoff]));
}

static vm_fault_t cfp_fault(struct vm_fault *fault)
{
	struct cfp_exporter *exporter = fault->vma->vm_private_data;
	struct dma_resv *resv = exporter->dmabuf->resv;
	vm_fault_t done;

	if (dma_resv_lock_interruptible(resv, NULL))
		return VM_FAULT_NOPAGE;
	done = cfp_fault_locked(exporter, fault);
	dma_resv_unlock(resv);
	return done;
}

static const struct vm_operations_struct cfp_vm_ops = {
	.fault = cfp_fault,
};

int cfp_user_map(struct cfp_exporter *exporter, struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_SHARED))
		return -EINVAL;
	vm_flags_set(vma, VM_PFNMAP | VM_DONTEXPAND | VM_DONTDUMP);
	vma->vm_ops = &cfp_vm_ops;
	vma->vm_private_data = exporter;
	return 0;
}

void cfp_unmap_users(struct cfp_exporter *exporter)
{
	unmap_mapping_range(exporter->dmabuf->file->f_mapping, 0, exporter->dmabuf->size, 1);
}
