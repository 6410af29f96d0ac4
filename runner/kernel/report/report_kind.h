// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>
#include <string_view>

// What a report in the kernel log is about. The names are a contract: results,
// expectation files and cases that announce a report use them (docs/kernel-log.md).

namespace cf
{

enum class ReportKind {
	warn,
	drm_warn,
	bug,
	oops,
	panic,
	lockdep_circular,
	lockdep_recursive,
	lockdep_inconsistent,
	lockdep_irq_order,
	lockdep_wait_context,
	lockdep_held_freed,
	lockdep_held_at_exit,
	lockdep_reservation, // circular or recursive, on a ww class such as that of dma_resv
	lockdep_misuse,
	lockdep_limit,
	rcu_usage,
	kasan,
	kcsan,
	kmsan,
	ubsan,
	kfence,
	slub,
	refcount,
	list_corruption,
	debug_objects,
	bad_page,
	hung_task,
	rcu_stall,
	soft_lockup,
	hard_lockup,
	workqueue_lockup,
	sleep_in_atomic,
	preemption,
	spinlock,
	dma_api,
	kmemleak,
	gpu_reset,
	error,   // a record of level err or worse that is part of no report
	warning, // likewise, level warning
};

inline constexpr std::size_t kReportKinds = static_cast<std::size_t>(ReportKind::warning) + 1;

// "lockdep-circular"
std::string_view name_of(ReportKind kind);

// Whether `word` is the kind's name, or the first part of it: "lockdep" means every
// lockdep-*.
bool is_called(ReportKind kind, std::string_view word);

// Whether any kind is called so.
bool is_report_kind(std::string_view word);

// True for what says that something in the kernel does not move any more.
bool is_hang(ReportKind kind);

} // namespace cf
