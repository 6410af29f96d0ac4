// SPDX-License-Identifier: GPL-2.0 OR MIT
#include <linux/delay.h>
#include <linux/file.h>
#include <linux/slab.h>

#include "compat.h"
#include "importer/importer.h"
#include "uapi/exporter.h"
#include "wrong.h"

/* The pause between two visits of the whole buffer. */
#define CFP_PAUSE_US 200

static void cfp_job_stray(struct cfp_running *job, u64 offset)
{
	if (job->strays++)
		return;
	cfp_importer_log(job->importer, (struct cfp_event){
		.kind = CFP_EVENT_JOB_STRAY, .value = offset,
	});
}

/* The first word of a page tells whether the page is still the buffer's. */
static int cfp_job_page(struct iosys_map *page, u64 offset, void *argument)
{
	struct cfp_running *job = argument;

	if (iosys_map_rd(page, 0, u64) == CFP_POISON)
		cfp_job_stray(job, offset);
	if (job->how.flags & CFP_JOB_WRITE)
		iosys_map_wr(page, 0, u64, job->how.pattern);
	return 0;
}

/* False: the importer took the mapping away, or the pages cannot be visited. */
static bool cfp_job_visit(struct cfp_running *job, int *error)
{
	struct cfp_importer *importer = job->importer;

	mutex_lock(&importer->access);
	*error = -ECANCELED;
	if (job->import)
		*error = cfp_visit_pages(importer, job->import, cfp_job_page, job);
	mutex_unlock(&importer->access);
	return !*error;
}

static int cfp_job_wait(struct cfp_running *job)
{
	unsigned long until = jiffies + cfp_limit();
	unsigned int i;

	for (i = 0; i < job->kernels; i++) {
		long left = until - jiffies;

		if (dma_fence_wait_timeout(job->kernel[i], false, max(left, 0L)) == 0)
			return -ETIME;
	}
	return 0;
}

static void cfp_job_free(struct cfp_running *job)
{
	while (job->kernels)
		dma_fence_put(job->kernel[--job->kernels]);
	kfree(job->kernel);
	cfp_fence_put(job->fence);
	kfree(job);
}

static void cfp_job_drop(struct cfp_running *job)
{
	cfp_fence_signal(job->fence, -ECANCELED);
	cfp_job_free(job);
}

static void cfp_job_end(struct cfp_running *job, int error)
{
	struct cfp_importer *importer = job->importer;

	mutex_lock(&importer->access);
	if (job->import)
		job->import->busy = false;
	importer->job = NULL;
	importer->strays += job->strays;
	mutex_unlock(&importer->access);
	cfp_importer_log(importer, (struct cfp_event){
		.kind = CFP_EVENT_JOB_END, .value = job->strays, .result = error,
	});
	cfp_fence_signal(job->fence, error);
	mod_delayed_work(cfp_import_queue, &importer->unmapper, 0);
	cfp_job_free(job);
}

void cfp_job_run(struct work_struct *work)
{
	struct cfp_importer *importer = container_of(work, struct cfp_importer, runner);
	struct cfp_running *job = READ_ONCE(importer->job);
	int error = cfp_job_wait(job);
	bool cookie = dma_fence_begin_signalling();
	ktime_t end = ktime_add_ms(ktime_get(), job->how.run_ms);

	while (!error && cfp_job_visit(job, &error) && ktime_before(ktime_get(), end))
		usleep_range(CFP_PAUSE_US, 2 * CFP_PAUSE_US);
	dma_fence_end_signalling(cookie);
	cfp_job_end(job, error);
}

static struct cfp_running *cfp_job_create(struct cfp_importer *importer, const struct cfp_job *how)
{
	struct cfp_running *job = kzalloc_obj(*job);

	if (!job)
		return ERR_PTR(-ENOMEM);
	job->importer = importer;
	job->how = *how;
	job->fence = cfp_fence_for(importer->session, "job", how->run_ms + 2 * cfp_limit_ms);
	if (IS_ERR(job->fence)) {
		kfree(job);
		return ERR_PTR(-ENOMEM);
	}
	return job;
}

/* Fences and slots first, so that nothing can fail once the job is seen. */
static int cfp_job_prepare(struct cfp_running *job)
{
	struct dma_resv *resv = job->importer->dmabuf->resv;
	int error = 0;

	if (!job->importer->mapping)
		return -ENXIO;
	if (job->importer->job)
		return -EBUSY;
	if (job->how.flags & CFP_JOB_AFTER_FENCES)
		error = dma_resv_get_fences(resv, DMA_RESV_USAGE_KERNEL,
					    &job->kernels, &job->kernel);
	if (!error && (job->how.flags & CFP_JOB_PUBLISH))
		error = dma_resv_reserve_fences(resv, 1);
	return error;
}

static void cfp_job_begin(struct cfp_running *job)
{
	struct cfp_importer *importer = job->importer;
	enum dma_resv_usage usage;

	if ((job->how.flags & CFP_JOB_PUBLISH) && cfp_usage(job->how.usage, &usage) &&
	    !cfp_wrong(&cfp_wrong_access, CFP_WRONG_PUBLISH)) {
		dma_resv_add_fence(importer->dmabuf->resv, &job->fence->base, usage);
		job->published = true;
	}
	cfp_importer_log(importer, (struct cfp_event){
		.kind = CFP_EVENT_JOB_BEGIN, .value = job->how.flags,
	});
	mutex_lock(&importer->access);
	job->import = importer->mapping;
	job->import->busy = true;
	importer->job = job;
	mutex_unlock(&importer->access);
	queue_work(cfp_import_queue, &importer->runner);
}

/* A sync_file of the job's fence, which says ECANCELED when the mapping was taken away. */
int cfp_importer_job(struct cfp_importer *importer, const struct cfp_job *how)
{
	enum dma_resv_usage usage;
	struct cfp_running *job;
	struct file *file;
	int error, fd;

	if (how->flags & ~CFP_JOB_FLAGS || how->reserved || how->run_ms > cfp_limit_ms ||
	    !cfp_usage(how->usage, &usage))
		return -EINVAL;
	job = cfp_job_create(importer, how);
	if (IS_ERR(job))
		return PTR_ERR(job);
	fd = cfp_fence_reserve(&job->fence->base, &file);
	if (fd < 0) {
		cfp_job_drop(job);
		return fd;
	}
	dma_resv_lock(importer->dmabuf->resv, NULL);
	error = cfp_job_prepare(job);
	if (!error)
		cfp_job_begin(job);
	dma_resv_unlock(importer->dmabuf->resv);
	if (error) {
		put_unused_fd(fd);
		fput(file);
		cfp_job_drop(job);
		return error;
	}
	fd_install(fd, file);
	return fd;
}
