// SPDX-License-Identifier: MIT
#include "kernel/report/titles.h"

#include <algorithm>
#include <span>

namespace cf
{

namespace
{

using enum ReportKind;
using enum ReportEnd;

const ReportTitle kTitles[] = {
	// kernel/locking/lockdep.c
	{lockdep_circular, trace, "WARNING: possible circular locking dependency detected"},
	{lockdep_recursive, trace, "WARNING: possible recursive locking detected"},
	{lockdep_inconsistent, trace, "WARNING: inconsistent lock state"},
	{lockdep_irq_order, trace, "-unsafe lock order detected", true},
	{lockdep_irq_order, trace, "WARNING: possible irq lock inversion dependency detected"},
	{lockdep_wait_context, trace, "[ BUG: Invalid wait context ]"},
	{lockdep_held_freed, trace, "WARNING: held lock freed!"},
	{lockdep_held_at_exit, trace, "still has locks held!", true},
	{lockdep_held_at_exit, trace, "WARNING: lock held when returning to user space!"},
	{lockdep_misuse, trace, "WARNING: Nested lock was not taken"},
	{lockdep_misuse, trace, "WARNING: bad unlock balance detected!"},
	{lockdep_misuse, trace, "WARNING: bad contention detected!"},
	{lockdep_misuse, trace, "INFO: trying to register non-static key."},
	{lockdep_misuse, trace, "BUG: looking up invalid subclass:"},
	{lockdep_limit, trace, "WARNING: chain_key collision"},
	{lockdep_limit, trace, "BUG: MAX_STACK_TRACE_ENTRIES too low!"},
	{lockdep_limit, trace, "BUG: MAX_LOCK"},
	{rcu_usage, trace, "WARNING: suspicious RCU usage"},
	// mm/kasan/report.c, kernel/kcsan/report.c, mm/kmsan/report.c, mm/kfence/report.c
	{kasan, banner, "BUG: KASAN: "},
	{kcsan, banner, "BUG: KCSAN: "},
	{kmsan, banner, "BUG: KMSAN: "},
	{kfence, banner, "BUG: KFENCE: "},
	// lib/ubsan.c: between banners up to 6.5, from "cut here" to "end trace" since
	{ubsan, banner, "UBSAN: "},
	// mm/slub.c
	{slub, trace, "BUG kmalloc-"},
	{slub, trace, "BUG kmem_cache"},
	// lib/list_debug.c; what it says comes before the report of its BUG()
	{list_corruption, marker, "list_add corruption."},
	{list_corruption, marker, "list_del corruption"},
	// kernel/panic.c, arch/*/kernel/traps.c, arch/*/mm/fault.c
	{panic, marker, "Kernel panic - not syncing"},
	{warn, marker, "WARNING: CPU: "},
	{bug, marker, "kernel BUG at "},
	{bug, marker, "BUG: failure at "},
	{oops, marker, "BUG: kernel NULL pointer dereference"},
	{oops, marker, "BUG: unable to handle "},
	{oops, marker, "Unable to handle kernel "},
	{oops, marker, "general protection fault"},
	{oops, marker, "Oops: "},
	{oops, marker, "Oops - "},
	{oops, marker, "Internal error: "},
	// kernel/hung_task.c, kernel/watchdog.c, kernel/workqueue.c, kernel/rcu/
	{hung_task, trace, " blocked for more than ", true},
	{hung_task, trace, " blocked in I/O wait for more than ", true},
	{soft_lockup, trace, "BUG: soft lockup - CPU#", true},
	{hard_lockup, trace, "Watchdog detected hard LOCKUP on cpu", true},
	{workqueue_lockup, alone, "BUG: workqueue lockup - pool", true},
	{rcu_stall, trace, "self-detected stall on CPU", true},
	{rcu_stall, trace, "detected stalls on CPUs/tasks", true},
	{rcu_stall, trace, "detected expedited stalls on CPUs/tasks", true},
	{rcu_stall, trace, "rcu_tasks detected stalls on tasks", true},
	// kernel/sched/core.c, lib/smp_processor_id.c, kernel/locking/spinlock_debug.c
	{sleep_in_atomic, trace, "BUG: sleeping function called from invalid context"},
	{sleep_in_atomic, trace, "BUG: scheduling while atomic: "},
	{sleep_in_atomic, trace, "BUG: scheduling in a non-blocking section: "},
	{sleep_in_atomic, trace, "BUG: workqueue leaked atomic, lock or RCU", true},
	{preemption, trace, "BUG: using "},
	{spinlock, trace, "BUG: spinlock "},
	{spinlock, trace, "BUG: rwlock "},
	// mm/page_alloc.c, mm/memory.c, kernel/fork.c
	{bad_page, trace, "BUG: Bad page "},
	{bad_page, alone, "BUG: Bad rss-counter state"},
	{bad_page, alone, "BUG: non-zero pgtables_bytes"},
	// kernel/dma/debug.c (most of it is a WARN()), mm/kmemleak.c (a mere notice)
	{dma_api, alone, "DMA-API: ", false, 4},
	{kmemleak, alone, "kmemleak: unreferenced object", false},
	{kmemleak, alone, "new suspected memory leaks", true},
	{bug, trace, "BUG: ", false, 4},
	// drivers/gpu/drm: i915, xe, amdgpu, msm, v3d, vc4, panfrost, etnaviv, nouveau, lima
	{gpu_reset, alone, "GPU HANG: ", true},
	{gpu_reset, alone, "Resetting chip for ", true},
	{gpu_reset, alone, "Resetting GPU", true},
	{gpu_reset, alone, "GPU reset begin", true},
	{gpu_reset, alone, "GPU reset(", true},
	{gpu_reset, alone, "hangcheck detected gpu lockup", true},
	{gpu_reset, alone, "hangcheck recover", true},
	{gpu_reset, alone, "recover hung GPU", true},
	{gpu_reset, alone, "gpu sched timeout", true},
	{gpu_reset, alone, "Timedout job: ", true},
	{gpu_reset, alone, " timeout, signaled seq=", true},
	{gpu_reset, alone, "Engine reset: ", true},
	{gpu_reset, alone, "lima job timeout", true},
};

struct Message {
	ReportKind kind;
	std::string_view text;
};

// What a WARN() prints besides its place: lib/refcount.c, lib/list_debug.c,
// kernel/dma/debug.c, lib/debugobjects.c, include/drm/drm_print.h.
const Message kMessages[] = {
	{refcount, "refcount_t: "},
	{list_corruption, "list_add corruption"},
	{list_corruption, "list_del corruption"},
	{dma_api, "DMA-API: "},
	{debug_objects, "ODEBUG: "},
	{drm_warn, "drm_WARN_ON"},
	{drm_warn, ": [drm] "},
};

const Message kSequels[] = {
	{oops, "RIP: "},
	{oops, "Code: "},
	{oops, "RSP: "},
	{oops, "RAX: "},
	{oops, "RDX: "},
	{oops, "RBP: "},
	{oops, "R10: "},
	{oops, "R13: "},
	{oops, "FS:  "},
	{oops, "CS:  "},
	{oops, "CR2: "},
	{oops, "DR0: "},
	{oops, "DR3: "},
	{oops, "PKRU: "},
	{oops, "note: "},
	{hung_task, "INFO: task "},
	{hung_task, "Showing all locks held in the system:"},
	{hung_task, "Future hung task reports are suppressed"},
	{hung_task, "NMI backtrace for cpu"},
	{hung_task, "Sending NMI from CPU"},
	{soft_lockup, "NMI backtrace for cpu"},
	{soft_lockup, "Sending NMI from CPU"},
	{hard_lockup, "NMI backtrace for cpu"},
	{hard_lockup, "Sending NMI from CPU"},
	{rcu_stall, "NMI backtrace for cpu"},
	{rcu_stall, "Sending NMI from CPU"},
	{rcu_stall, "rcu: "},
	{rcu_stall, "task:"},
	{workqueue_lockup, "Showing busy workqueues"},
	{workqueue_lockup, "workqueue "},
	{workqueue_lockup, "pool "},
	{workqueue_lockup, "  "},
	{slub, "FIX "},
	{kmemleak, "kmemleak:  "},
};

// What stands at the top of a leak's backtrace: mm/slub.c, mm/vmalloc.c, mm/percpu.c, mm/util.c,
// lib/kasprintf.c, drivers/base/devres.c.
constexpr std::string_view kAllocators[] = {"___kmalloc", "__kmalloc", "__kmem_cache", "__kvmalloc",
	"__vmalloc", "devm_kmalloc", "devm_kmem", "kasprintf", "kmalloc", "kmem_cache_alloc",
	"kmemdup", "kmemleak_", "krealloc", "kstrdup", "kvasprintf", "kvmalloc", "kvmemdup",
	"memdup_user", "pcpu_alloc", "slab_post_alloc_hook", "vmalloc", "vmemdup_user"};

constexpr std::string_view kTraceNoise[] = {"__asan_", "__dump_stack", "__kcsan_", "__lock_",
	"__might_", "__mutex_", "__schedule", "__tsan_", "__ubsan_", "__ww_mutex", "__warn",
	"_raw_", "bad_page", "check_", "debug_", "do_raw_", "down_", "dump_", "handle_bug",
	"kasan_", "kcsan_", "lock_acquire", "lock_release", "lockdep_", "mark_", "mutex_lock",
	"print_", "queued_spin_", "register_lock_class", "report_", "schedule", "show_stack",
	"task_", "ubsan_", "validate_chain", "warn_", "ww_mutex_lock"};

} // namespace

const ReportTitle *find_title(std::string_view text, int level)
{
	const auto found = std::ranges::find_if(kTitles, [&](const ReportTitle &title) {
		return level <= title.level &&
			(title.anywhere ? text.find(title.text) != text.npos
					: text.starts_with(title.text));
	});
	return found == std::end(kTitles) ? nullptr : &*found;
}

ReportKind kind_of_message(std::string_view message)
{
	const auto found = std::ranges::find_if(kMessages,
		[&](const Message &known) { return message.find(known.text) != message.npos; });
	return found == std::end(kMessages) ? warn : found->kind;
}

bool is_sequel(ReportKind kind, std::string_view text)
{
	// BUG() ends as an Oops does, whatever it was about.
	if (kind == bug || kind == list_corruption)
		kind = oops;
	return std::ranges::any_of(kSequels, [&](const Message &sequel) {
		return sequel.kind == kind && text.starts_with(sequel.text);
	});
}

bool is_allocator(std::string_view function)
{
	return std::ranges::any_of(
		kAllocators, [&](std::string_view start) { return function.starts_with(start); });
}

bool is_trace_noise(std::string_view function)
{
	return std::ranges::any_of(
		kTraceNoise, [&](std::string_view noise) { return function.starts_with(noise); });
}

} // namespace cf
