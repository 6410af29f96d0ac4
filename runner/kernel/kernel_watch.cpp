// SPDX-License-Identifier: MIT
#include "kernel/kernel_watch.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include <fmt/format.h>

#include "kernel/health/lockdep.h"

namespace cf
{

namespace
{

using namespace std::chrono_literals;

// The records of one report follow each other within a few milliseconds even on an
// emulated machine; a chatty driver must not hold up the run for ever.
constexpr auto kQuiet = 50ms;
constexpr auto kMaxSettle = 1s;

std::optional<TaintMask> taint_now()
{
	const Result<TaintMask> taint = try_read_taint();
	return taint.ok() ? std::optional(taint.value()) : std::nullopt;
}

} // namespace

KernelWatch::KernelWatch(EventLoop &loop)
	: loop_(loop), taint_(taint_now()), lockdep_watches_(lockdep_active())
{
}

Status KernelWatch::try_open_log()
{
	Result<KernelLog> log = KernelLog::try_open();
	if (!log.ok())
		return log.failure();
	log_ = std::move(log).take();
	watch_ = loop_.watch_readable(log_->fd(), [this] { read_log(); });
	return success();
}

void KernelWatch::take(std::span<const KmsgRecord> records)
{
	std::vector<KmsgRecord> kept;
	std::ranges::copy_if(records, std::back_inserter(kept),
		[](const auto &record) { return !is_marker(record); });
	if (kept.empty())
		return;
	last_record_ = Clock::now();
	if (sink_)
		sink_(kept);
	current_.log.insert(current_.log.end(), kept.begin(), kept.end());
}

void KernelWatch::read_log()
{
	std::vector<KmsgRecord> records;
	log_->read_available(records);
	take(records);
}

void KernelWatch::settle()
{
	if (!log_)
		return;
	read_log();
	const auto latest = Clock::now() + kMaxSettle;
	while (!current_.log.empty() && Clock::now() < std::min(last_record_ + kQuiet, latest))
		loop_.turn(std::min(last_record_ + kQuiet, latest));
}

void KernelWatch::check_lockdep()
{
	// It never goes off without a report, and its state is slow to read.
	current_.lockdep_was_off = lockdep_watches_ == false;
	if (lockdep_watches_ != true || std::ranges::none_of(current_.log, is_warning))
		return;
	lockdep_watches_ = lockdep_active().value_or(false);
	current_.lockdep_off = lockdep_watches_ == false;
}

KernelFacts KernelWatch::cut(std::string_view label)
{
	std::vector<KmsgRecord> records;
	const Status marked = log_ ? try_mark_kernel_log(label) : success();
	if (log_)
		log_->read_available(records);
	// Without a marker, by lack of rights or printk.devkmsg=off, all is the past.
	// The last one counts: an earlier one of the same text is a test's forgery.
	const auto found = std::find_if(records.rbegin(), records.rend(), [&](const auto &record) {
		return is_marker(record) && record.text.ends_with(label);
	});
	const auto marker = found == records.rend() ? records.end() : std::prev(found.base());
	take({records.begin(), marker});
	check_lockdep();
	const auto taint = taint_now();
	if (taint && taint_)
		current_.new_taint = *taint & ~*taint_;
	taint_ = taint;
	current_.watched = log_.has_value();
	current_.lost = log_ ? log_->take_lost() : 0;
	since_cut_.assign(marker, records.end());
	return std::exchange(current_, {});
}

void KernelWatch::begin(Sink sink)
{
	sink_ = std::move(sink);
	take(std::exchange(since_cut_, {}));
}

} // namespace cf
