// SPDX-License-Identifier: MIT
#include "kernel/report/samples/samples.h"

#include <algorithm>
#include <string>

namespace cf
{

namespace
{

using enum ReportKind;

const ReportSample kSamples[] = {
	{"WARN_ON of 6.1", warn, "WARNING at drivers/dma-buf/dma-resv.c:291", "dma_resv_add_fence",
		R"(
4 ------------[ cut here ]------------
4 WARNING: CPU: 1 PID: 733 at drivers/dma-buf/dma-resv.c:291 dma_resv_add_fence+0x1a4/0x1d0
4 Modules linked in: vgem vkms drm_kms_helper
4 CPU: 1 PID: 733 Comm: content Not tainted 6.1.0-40-amd64 #1
4 Hardware name: QEMU Standard PC (Q35 + ICH9, 2009), BIOS 1.16.2
4 RIP: 0010:dma_resv_add_fence+0x1a4/0x1d0
4 Code: 48 8b 43 08 48 85 c0 74 0a 0f 0b
4 RSP: 0018:ffffb0c5407b7d60 EFLAGS: 00010246
4 Call Trace:
4  <TASK>
4  vgem_fence_attach_ioctl+0x11f/0x1b0 [vgem]
4  </TASK>
4 ---[ end trace 0000000000000000 ]---)"},
	{"WARN of 6.1, whose message comes first", warn,
		"WARNING at drivers/gpu/drm/drm_prime.c:97: handle 7 is known already",
		"drm_prime_add",
		R"(
4 ------------[ cut here ]------------
4 handle 7 is known already
4 WARNING: CPU: 0 PID: 12 at drivers/gpu/drm/drm_prime.c:97 drm_prime_add+0x9/0x80 [drm]
4 Modules linked in: vgem
4 ---[ end trace 0000000000000000 ]---)"},
	{"WARN of 7.2, whose message comes last", drm_warn,
		"WARNING at drivers/gpu/drm/drm_gem.c:1187: vkms vkms: [drm] "
		"drm_WARN_ON(obj->dma_buf)",
		"drm_gem_free",
		R"(
4 ------------[ cut here ]------------
4 WARNING: drivers/gpu/drm/drm_gem.c:1187 at drm_gem_free+0x24/0x30 [drm], CPU#0: content/99
4 vkms vkms: [drm] drm_WARN_ON(obj->dma_buf)
4 Modules linked in: vkms
4 CPU: 0 UID: 0 PID: 99 Comm: content Not tainted 7.2.0-rc1 #1 PREEMPT(lazy)
4 ---[ end trace 0000000000000000 ]---)"},
	{"use after release of a reference count", refcount,
		"WARNING at lib/refcount.c:28: refcount_t: underflow; use-after-free.",
		"refcount_warn_saturate",
		R"(
4 ------------[ cut here ]------------
4 refcount_t: underflow; use-after-free.
4 WARNING: CPU: 0 PID: 8 at lib/refcount.c:28 refcount_warn_saturate+0xba/0x110
4 ---[ end trace 0000000000000000 ]---)"},
	{"DMA-API debugging", dma_api,
		"WARNING at kernel/dma/debug.c:1023: DMA-API: virtio-pci 0000:00:02.0: device "
		"driver frees DMA memory with wrong function",
		"check_unmap",
		R"(
4 ------------[ cut here ]------------
4 DMA-API: virtio-pci 0000:00:02.0: device driver frees DMA memory with wrong function
4 WARNING: CPU: 0 PID: 8 at kernel/dma/debug.c:1023 check_unmap+0x3d0/0x8c0
4 ---[ end trace 0000000000000000 ]---)"},
	{"object debugging", debug_objects,
		"WARNING at lib/debugobjects.c:502: ODEBUG: free active (active state 0) object "
		"type: timer_list hint: sw_sync_timeout",
		"debug_print_object",
		R"(
4 ------------[ cut here ]------------
4 ODEBUG: free active (active state 0) object type: timer_list hint: sw_sync_timeout+0x0/0x40
4 WARNING: CPU: 1 PID: 21 at lib/debugobjects.c:502 debug_print_object+0x6e/0x90
4 ---[ end trace 0000000000000000 ]---)"},
	{"BUG() and what follows its end", bug, "kernel BUG at drivers/dma-buf/dma-buf.c:88!",
		"dma_buf_release",
		R"(
4 ------------[ cut here ]------------
2 kernel BUG at drivers/dma-buf/dma-buf.c:88!
4 invalid opcode: 0000 [#1] PREEMPT SMP PTI
4 CPU: 0 PID: 45 Comm: leak Tainted: G        W          6.1.0-40-amd64 #1
4 RIP: 0010:dma_buf_release+0x71/0xa0
4 Call Trace:
4  <TASK>
4  __dentry_kill+0x160/0x190
4  </TASK>
4 Modules linked in: vgem
4 ---[ end trace 0000000000000000 ]---
4 RIP: 0010:dma_buf_release+0x71/0xa0
4 Code: 0f 0b
4 RSP: 0018:ffffa1c0004f7e90 EFLAGS: 00010202
3 note: leak[45] exited with irqs disabled)"},
	{"Oops of 7.2", oops, "BUG: kernel NULL pointer dereference, address: 0000000000000018",
		"vgem_gem_vmap",
		R"(
1 BUG: kernel NULL pointer dereference, address: 0000000000000018
1 #PF: supervisor read access in kernel mode
1 #PF: error_code(0x0000) - not-present page
6 PGD 0 P4D 0
4 Oops: Oops: 0000 [#1] SMP NOPTI
4 CPU: 1 UID: 0 PID: 77 Comm: content Not tainted 7.2.0-rc1 #1 PREEMPT(lazy)
4 RIP: 0010:vgem_gem_vmap+0x12/0x60 [vgem]
4 Call Trace:
4  <TASK>
4  dma_buf_vmap+0x80/0x110
4  </TASK>
4 CR2: 0000000000000018
4 ---[ end trace 0000000000000000 ]---
4 RIP: 0010:vgem_gem_vmap+0x12/0x60 [vgem]
3 note: content[77] exited with irqs disabled)"},
	{"Oops on arm64", oops,
		"Unable to handle kernel NULL pointer dereference at virtual address "
		"0000000000000008",
		"panfrost_gem_open",
		R"(
1 Unable to handle kernel NULL pointer dereference at virtual address 0000000000000008
1 Mem abort info:
1   ESR = 0x0000000096000004
0 Internal error: Oops: 0000000096000004 [#1]  SMP
4 pc : panfrost_gem_open+0x1c/0x90 [panfrost]
4 lr : drm_gem_handle_create_tail+0xd8/0x1a0
4 Call trace:
4  panfrost_gem_open+0x1c/0x90 [panfrost] (P)
0 Code: f9400c00 b4000080
4 ---[ end trace 0000000000000000 ]---)"},
	{"panic", panic, "Kernel panic - not syncing: sysrq triggered crash", "sysrq_handle_crash",
		R"(
0 Kernel panic - not syncing: sysrq triggered crash
4 CPU: 0 UID: 0 PID: 1 Comm: sh Not tainted 7.2.0-rc1 #1
4 Call Trace:
4  <TASK>
4  dump_stack_lvl+0x5d/0x80
4  ? vprintk+0x10/0x20
4  sysrq_handle_crash+0x1a/0x20
4  </TASK>
0 ---[ end Kernel panic - not syncing: sysrq triggered crash ]---)"},
	{"corrupted list", list_corruption,
		"list_del corruption. prev->next should be ffff888003a1c0f0, but was "
		"0000000000000000",
		"__list_del_entry_valid_or_report",
		R"(
3 list_del corruption. prev->next should be ffff888003a1c0f0, but was 0000000000000000
4 ------------[ cut here ]------------
2 kernel BUG at lib/list_debug.c:62!
4 Oops: invalid opcode: 0000 [#1] SMP NOPTI
4 RIP: 0010:__list_del_entry_valid_or_report+0xa0/0xf0
4 ---[ end trace 0000000000000000 ]---)"},
	{"KASAN", kasan, "BUG: KASAN: slab-use-after-free in sync_file_poll", "sync_file_poll",
		R"(
3 ==================================================================
3 BUG: KASAN: slab-use-after-free in sync_file_poll+0x1d3/0x210
3 Read of size 8 at addr ffff888101a2d418 by task poll/312
3
4 CPU: 0 UID: 0 PID: 312 Comm: poll Not tainted 7.2.0-rc1 #1
4 Call Trace:
4  <TASK>
4  kasan_report+0xda/0x110
4  sync_file_poll+0x1d3/0x210
4  </TASK>
3 Allocated by task 312:
4  kasan_save_stack+0x33/0x60
3 Memory state around the buggy address:
3 >ffff888101a2d400: fa fb fb fb fb fb fb fb
3  ^
3 ==================================================================)"},
	{"KCSAN", kcsan, "BUG: KCSAN: data-race in dma_fence_signal / dma_fence_is_signaled", "",
		R"(
3 ==================================================================
3 BUG: KCSAN: data-race in dma_fence_signal / dma_fence_is_signaled
3
3 write to 0xffff888003f20038 of 8 bytes by task 210 on cpu 0:
3 value changed: 0x0000000000000000 -> 0x0000000000000001
3 ==================================================================)"},
	{"KFENCE", kfence, "BUG: KFENCE: out-of-bounds write in udmabuf_create [udmabuf]",
		"udmabuf_create",
		R"(
3 ==================================================================
3 BUG: KFENCE: out-of-bounds write in udmabuf_create+0x2f1/0x4d0 [udmabuf]
3 Out-of-bounds write at 0x00000000c4a5d0f1 (1B right of kfence-#17):
4  udmabuf_create+0x2f1/0x4d0 [udmabuf]
3 ==================================================================)"},
	{"UBSAN of 6.1", ubsan, "UBSAN: shift-out-of-bounds in drivers/gpu/drm/drm_fourcc.c:53:12",
		"drm_mode_legacy_fb_format",
		R"(
3 ================================================================================
3 UBSAN: shift-out-of-bounds in drivers/gpu/drm/drm_fourcc.c:53:12
3 shift exponent 64 is too large for 32-bit type 'int'
4 CPU: 0 PID: 3 Comm: a Not tainted 6.1.0-40-amd64 #1
4 Call Trace:
4  <TASK>
4  dump_stack_lvl+0x44/0x5c
4  ubsan_epilogue+0x5/0x40
4  drm_mode_legacy_fb_format+0x40/0x90
4  </TASK>
3 ================================================================================)"},
	{"UBSAN of 7.2", ubsan,
		"UBSAN: array-index-out-of-bounds in drivers/dma-buf/udmabuf.c:120:9",
		"udmabuf_vmap",
		R"(
4 ------------[ cut here ]------------
3 UBSAN: array-index-out-of-bounds in drivers/dma-buf/udmabuf.c:120:9
3 index 4 is out of range for type 'page *[4]'
4 Call Trace:
4  <TASK>
4  __ubsan_handle_out_of_bounds+0x67/0x90
4  udmabuf_vmap+0x14f/0x1a0
4  </TASK>
4 ---[ end trace ]---)"},
	{"SLUB", slub, "BUG kmalloc-64 (Not tainted): Right Redzone overwritten", "sync_file_alloc",
		R"(
3 =============================================================================
3 BUG kmalloc-64 (Not tainted): Right Redzone overwritten
3 -----------------------------------------------------------------------------
3 0xffff888003b4c040-0xffff888003b4c043 @offset=64. First byte 0x0 instead of 0xcc
4 Call Trace:
4  <TASK>
4  sync_file_alloc+0x30/0x90
4  </TASK>
3 FIX kmalloc-64: Restoring Right Redzone 0xffff888003b4c040-0xffff888003b4c043=0xcc)"},
	{"hung task", hung_task, "INFO: task fence_wait:312 blocked for more than 120 seconds.",
		"dma_fence_default_wait",
		R"(
3 INFO: task fence_wait:312 blocked for more than 120 seconds.
3       Not tainted 7.2.0-rc1 #1
3 "echo 0 > /proc/sys/kernel/hung_task_timeout_secs" disables this message.
6 task:fence_wait      state:D stack:13656 pid:312   tgid:312   ppid:1      flags:0x00004002
6 Call Trace:
6  <TASK>
6  __schedule+0x3a5/0xb70
6  schedule+0x27/0x80
6  dma_fence_default_wait+0x1ce/0x220
6  </TASK>
4
Showing all locks held in the system:
6 1 lock held by khungtaskd/24:
6  #0: ffffffff82b0f0a0 (rcu_read_lock){....}-{1:3}, at: debug_show_all_locks+0x32/0x1c0
4
4 =============================================
)"},
	{"RCU stall", rcu_stall,
		"rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:", "vkms_vblank_simulate",
		R"(
3 rcu: INFO: rcu_preempt detected stalls on CPUs/tasks:
3 rcu: 	1-...0: (1 GPs behind) idle=1234/1/0x4000000000000000 softirq=1/2 fqs=5249
3 	(detected by 0, t=21002 jiffies, g=1237, q=45 ncpus=2)
6 Sending NMI from CPU 0 to CPUs 1:
4 NMI backtrace for cpu 1
4 RIP: 0010:vkms_vblank_simulate+0x34/0x120 [vkms]
4 Call Trace:
4  <IRQ>
4  hrtimer_run_queues+0x1/0x2
4  </TASK>
3 rcu: rcu_preempt kthread starved for 20940 jiffies! g1237 f0x0)"},
	{"soft lockup", soft_lockup, "watchdog: BUG: soft lockup - CPU#0 stuck for 26s! [spin:99]",
		"dma_resv_wait_timeout",
		R"(
0 watchdog: BUG: soft lockup - CPU#0 stuck for 26s! [spin:99]
4 CPU: 0 UID: 0 PID: 99 Comm: spin Not tainted 7.2.0-rc1 #1
4 RIP: 0010:dma_resv_wait_timeout+0x10/0x90
4 Call Trace:
4  <TASK>
4  dma_buf_poll+0x1/0x2
4  </TASK>
6 Sending NMI from CPU 0 to CPUs 1:)"},
	{"hard lockup", hard_lockup, "watchdog: Watchdog detected hard LOCKUP on cpu 1",
		"_raw_spin_lock_irqsave",
		R"(
0 watchdog: Watchdog detected hard LOCKUP on cpu 1
4 RIP: 0010:_raw_spin_lock_irqsave+0x10/0x90
4 Call Trace:
4  <TASK>
4  </TASK>)"},
	{"workqueue lockup", workqueue_lockup,
		"BUG: workqueue lockup - pool cpus=0 node=0 flags=0x0 nice=0 stuck for 43s!", "",
		R"(
0 BUG: workqueue lockup - pool cpus=0 node=0 flags=0x0 nice=0 stuck for 43s!
6 Showing busy workqueues and worker pools:
6 workqueue events: flags=0x100
6   pwq 2: cpus=0 node=0 flags=0x0 nice=0 active=1 refcnt=2)"},
	{"sleeping while atomic", sleep_in_atomic,
		"BUG: sleeping function called from invalid context at kernel/locking/mutex.c:580",
		"drm_gem_vmap",
		R"(
3 BUG: sleeping function called from invalid context at kernel/locking/mutex.c:580
3 in_atomic(): 1, irqs_disabled(): 0, non_block: 0, pid: 99, name: content
3 preempt_count: 1, expected: 0
4 Call Trace:
4  <TASK>
4  dump_stack_lvl+0x5d/0x80
4  __might_resched+0x171/0x180
4  __mutex_lock+0x52/0x8c0
4  drm_gem_vmap+0x1f/0x50
4  </TASK>)"},
	{"memory leak", kmemleak, "2 new suspected memory leaks (see /sys/kernel/debug/kmemleak)",
		"", "6 kmemleak: 2 new suspected memory leaks (see /sys/kernel/debug/kmemleak)"},
	{"memory leak, in whole", kmemleak, "unreferenced object (size 96)", "cfp_node_open",
		R"(
4 kmemleak: unreferenced object 0xffff888009365240 (size 96):
4 kmemleak:   comm "devices", pid 121, jiffies 4294894031
4 kmemleak:   hex dump (first 32 bytes):
4 kmemleak:     01 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  ................
4 kmemleak:     00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  ................
4 kmemleak:   backtrace (crc df068dc2):
4 kmemleak:     __kmalloc_cache_noprof+0x165/0x2b0
4 kmemleak:     cfp_node_open+0x37/0x50 [crossfence_probe]
4 kmemleak:     misc_open+0x9f/0x150
4 kmemleak: 1 new suspected memory leaks (see /sys/kernel/debug/kmemleak))"},
	{"memory leak of several, 7.2", kmemleak, "unreferenced object (percpu) (size 8)",
		"percpu_counter_init_many",
		R"(
4 kmemleak: unreferenced object (percpu) 0x607f4ae0c1d8 (size 8):
4 kmemleak:   comm "content", pid 121, jiffies 4294894031
4 kmemleak:   backtrace (crc 0):
4 kmemleak:     pcpu_alloc_noprof+0x5a5/0xa90
4 kmemleak:     percpu_counter_init_many+0x4c/0x130
4 kmemleak:   ... and 2 more object(s) with the same backtrace)"},
	{"GPU reset, in three messages", gpu_reset,
		"i915 0000:00:02.0: [drm] GPU HANG: ecode 9:1:85dffffb, in hang [1234]", "",
		R"(
5 i915 0000:00:02.0: [drm] GPU HANG: ecode 9:1:85dffffb, in hang [1234]
5 i915 0000:00:02.0: [drm] Resetting chip for stopped heartbeat on rcs0
5 i915 0000:00:02.0: [drm] GPU HANG: ecode 9:1:00000000)"},
	{"an error of a driver", error, "virtio_gpu virtio1: [drm] *ERROR* fence 7 failed", "",
		"3 virtio_gpu virtio1: [drm] *ERROR* fence 7 failed"},
	{"a warning of a driver", warning, "vivid-000: V4L2 capture device is odd", "",
		"4 vivid-000: V4L2 capture device is odd"},
	{"circular locks, 7.2", lockdep_circular,
		"WARNING: possible circular locking dependency detected", "drm_modeset_lock_all",
		R"(
4
4 ======================================================
4 WARNING: possible circular locking dependency detected
4 7.2.0-rc1 #1 Not tainted
4 ------------------------------------------------------
4 content/99 is trying to acquire lock:
4 ffff888004d1c0a8 (&dev->mode_config.mutex){+.+.}-{4:4}, at: drm_modeset_lock_all+0x2a/0x110 [drm]
4
but task is already holding lock:
4 ffff888004d1c5e8 (&helper->lock){+.+.}-{4:4}, at: drm_fb_helper_restore+0x30/0x90
4
which lock already depends on the new lock.
4
the existing dependency chain (in reverse order) is:
4
-> #1 (&helper->lock){+.+.}-{4:4}:
4        __mutex_lock+0xaa/0xc40
4        drm_fb_helper_initial_config+0x3a/0x60
4  Possible unsafe locking scenario:
4        CPU0                    CPU1
4        ----                    ----
4   lock(&helper->lock);
4  *** DEADLOCK ***
4 1 lock held by content/99:
4  #0: ffff888004d1c5e8 (&helper->lock){+.+.}-{4:4}, at: drm_fb_helper_restore+0x30/0x90
4
stack backtrace:
4 CPU: 1 UID: 0 PID: 99 Comm: content Not tainted 7.2.0-rc1 #1
4 Call Trace:
4  <TASK>
4  dump_stack_lvl+0x5d/0x80
4  print_circular_bug.cold+0x178/0x1be
4  check_noncircular+0x142/0x160
4  __lock_acquire+0x1465/0x2100
4  lock_acquire+0xc9/0x2d0
4  __mutex_lock+0xaa/0xc40
4  drm_modeset_lock_all+0x2a/0x110 [drm]
4  </TASK>)"},
	{"a reservation taken twice", lockdep_reservation,
		"WARNING: possible recursive locking detected", "dma_buf_attach",
		R"(
4 ============================================
4 WARNING: possible recursive locking detected
4 6.12.0-debug #1 Tainted: G           O
4 --------------------------------------------
4 content/99 is trying to acquire lock:
4 ffff888004d1c0a8 (reservation_ww_class_mutex){+.+.}-{3:3}, at: dma_buf_attach+0x2a/0x110
4 but task is already holding lock:
4 ffff888004d1c5e8 (reservation_ww_class_mutex){+.+.}-{3:3}, at: dma_buf_pin+0x30/0x90
4 stack backtrace:
4 CPU: 0 UID: 0 PID: 99 Comm: content Tainted: G           O        6.12.0-debug #1
4 Tainted: [O]=OOT_MODULE
4 Hardware name: QEMU Standard PC (Q35 + ICH9, 2009), BIOS 1.16.2
4 Call Trace:
4  <TASK>
4  __ww_mutex_lock.constprop.0+0x100/0x1000
4  ww_mutex_lock+0x3c/0xa0
4  dma_buf_attach+0x2a/0x110
4  </TASK>)"},
	{"inconsistent lock state", lockdep_inconsistent, "WARNING: inconsistent lock state",
		"sw_sync_signal",
		R"(
4 ================================
4 WARNING: inconsistent lock state
4 7.2.0-rc1 #1 Not tainted
4 --------------------------------
4 inconsistent {HARDIRQ-ON-W} -> {IN-HARDIRQ-W} usage.
4 {HARDIRQ-ON-W} state was registered at:
4   lock_acquire+0xc9/0x2d0
4 stack backtrace:
4 Call Trace:
4  <IRQ>
4  _raw_spin_lock_irqsave+0x43/0x60
4  sw_sync_signal+0x1a/0x60
4  </IRQ>
4  <TASK>
4  </TASK>)"},
	{"lock order unsafe for interrupts", lockdep_irq_order,
		"WARNING: HARDIRQ-safe -> HARDIRQ-unsafe lock order detected", "",
		R"(
4 =====================================================
4 WARNING: HARDIRQ-safe -> HARDIRQ-unsafe lock order detected
4 7.2.0-rc1 #1 Not tainted
4 -----------------------------------------------------
4 stack backtrace:
4 Call Trace:
4  <TASK>
4  dump_stack_lvl+0x5d/0x80
4  </TASK>)"},
	{"wrong context for a lock", lockdep_wait_context, "[ BUG: Invalid wait context ]", "",
		R"(
4 =============================
4 [ BUG: Invalid wait context ]
4 7.2.0-rc1 #1 Not tainted
4 -----------------------------
4 content/99 is trying to lock:
4 stack backtrace:
4 Call Trace:
4  <TASK>
4  dump_stack_lvl+0x5d/0x80
4  </TASK>)"},
	{"a freed lock that is held", lockdep_held_freed, "WARNING: held lock freed!", "",
		R"(
4 =========================
4 WARNING: held lock freed!
4 7.2.0-rc1 #1 Not tainted
4 -------------------------
4 stack backtrace:
4 Call Trace:
4  <TASK>
4  dump_stack_lvl+0x5d/0x80
4  </TASK>)"},
	{"a lock held at the exit", lockdep_held_at_exit,
		"WARNING: lock held when returning to user space!", "",
		R"(
4 ================================================
4 WARNING: lock held when returning to user space!
4 7.2.0-rc1 #1 Not tainted
4 ------------------------------------------------
4 stack backtrace:
4 Call Trace:
4  <TASK>
4  dump_stack_lvl+0x5d/0x80
4  </TASK>)"},
	{"RCU without its lock", rcu_usage, "WARNING: suspicious RCU usage", "dma_resv_iter_walk",
		R"(
4 =============================
4 WARNING: suspicious RCU usage
4 7.2.0-rc1 #1 Not tainted
4 -----------------------------
4 drivers/dma-buf/dma-resv.c:400 suspicious rcu_dereference_check() usage!
4 stack backtrace:
4 Call Trace:
4  <TASK>
4  lockdep_rcu_suspicious+0x14f/0x1c0
4  dma_resv_iter_walk+0x1/0x2
4  </TASK>)"},
};

// A line without a level goes on with the record before it.
bool is_record(std::string_view line)
{
	return !line.empty() && line[0] >= '0' && line[0] <= '7' &&
		(line.size() == 1 || line[1] == ' ');
}

} // namespace

std::span<const ReportSample> report_samples()
{
	return kSamples;
}

std::vector<KmsgRecord> records_of(
	std::string_view log, std::uint64_t first, std::string_view caller)
{
	std::vector<KmsgRecord> records;
	while (!log.empty()) {
		const std::size_t end = std::min(log.find('\n'), log.size());
		const std::string_view line = log.substr(0, end);
		log.remove_prefix(std::min(end + 1, log.size()));
		if (line.empty() && records.empty())
			continue;
		if (!is_record(line)) {
			records.back().text += "\n" + std::string(line);
			continue;
		}
		const std::uint64_t sequence = first + records.size();
		records.push_back({.level = line[0] - '0',
			.sequence = sequence,
			.microseconds = 1000 * sequence,
			.caller = std::string(caller),
			.text = std::string(line.substr(std::min<std::size_t>(2, line.size())))});
	}
	return records;
}

} // namespace cf
