// SPDX-License-Identifier: MIT
#include "kernel/report/report_kind.h"

#include <algorithm>

namespace cf
{

namespace
{

constexpr std::array<std::string_view, kReportKinds> kNames{"warn", "drm-warn", "bug", "oops",
	"panic", "lockdep-circular", "lockdep-recursive", "lockdep-inconsistent",
	"lockdep-irq-order", "lockdep-wait-context", "lockdep-held-freed", "lockdep-held-at-exit",
	"lockdep-reservation", "lockdep-misuse", "lockdep-limit", "rcu-usage", "kasan", "kcsan",
	"kmsan", "ubsan", "kfence", "slub", "refcount", "list-corruption", "debug-objects",
	"bad-page", "hung-task", "rcu-stall", "soft-lockup", "hard-lockup", "workqueue-lockup",
	"sleep-in-atomic", "preemption", "spinlock", "dma-api", "kmemleak", "gpu-reset", "error",
	"warning"};

bool is_name_or_family(std::string_view name, std::string_view word)
{
	return !word.empty() && name.starts_with(word) &&
		(name.size() == word.size() || name[word.size()] == '-');
}

} // namespace

std::string_view name_of(ReportKind kind)
{
	return kNames[static_cast<std::size_t>(kind)];
}

bool is_called(ReportKind kind, std::string_view word)
{
	return is_name_or_family(name_of(kind), word);
}

bool is_report_kind(std::string_view word)
{
	return std::ranges::any_of(
		kNames, [&](std::string_view name) { return is_name_or_family(name, word); });
}

bool is_hang(ReportKind kind)
{
	switch (kind) {
	case ReportKind::hung_task:
	case ReportKind::rcu_stall:
	case ReportKind::soft_lockup:
	case ReportKind::hard_lockup:
	case ReportKind::workqueue_lockup:
		return true;
	default:
		return false;
	}
}

} // namespace cf
