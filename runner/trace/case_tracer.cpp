// SPDX-License-Identifier: MIT
#include "trace/case_tracer.h"

#include <chrono>
#include <filesystem>
#include <stdexcept>
#include <system_error>

#include <sys/syscall.h>
#include <unistd.h>

#include <fmt/format.h>

#include "results/atomic_file.h"
#include "text/usage_error.h"
#include "trace/output/perfetto.h"
#include "trace/trace_name.h"

namespace cf
{

namespace
{

namespace fs = std::filesystem;

// The kernel's events call threads by their numbers there (PROC_PID_INIT_INO).
constexpr const char *kFirstPidNamespace = "pid:[4026531836]";

constexpr const char *kSyscallExit = "raw_syscalls/sys_exit";

// Those that userspace signals fences by. Where one ends, its wake-ups do.
std::string signaling_calls()
{
	return fmt::format("id == {} || id == {} || id == {}", __NR_ioctl, __NR_write, __NR_close);
}

Tracefs ready_tracefs()
{
	std::error_code ignored;
	if (fs::read_symlink("/proc/self/ns/pid", ignored) != kFirstPidNamespace)
		throw UsageError("--trace: the kernel's events name threads by numbers that are "
				 "not ours in a container; run outside of it");
	Tracefs tracefs = Tracefs::find();
	tracefs.require_events();
	tracefs.remove_stale_instances();
	return tracefs;
}

std::string instance_name(std::string_view what)
{
	return fmt::format("{}{}-{}", kInstancePrefix, ::getpid(), what);
}

// What steady_clock is here, too: CLOCK_MONOTONIC.
Microseconds now()
{
	const auto since = std::chrono::steady_clock::now().time_since_epoch();
	return static_cast<Microseconds>(
		std::chrono::duration_cast<std::chrono::microseconds>(since).count());
}

void write_file(const std::string &path, const std::string &text)
{
	AtomicFile file(path);
	file.write(text);
	file.commit();
}

} // namespace

CaseTracer::CaseTracer(const std::string &results)
	: directory_(results + "/trace"), tracefs_(ready_tracefs()),
	  fences_(tracefs_, instance_name("fences")), threads_(tracefs_, instance_name("threads"))
{
	try {
		choose_events();
		fs::create_directories(directory_);
	} catch (const std::system_error &error) {
		throw UsageError(fmt::format("--trace: {}", error.what()));
	}
}

void CaseTracer::choose_events()
{
	fences_.enable("dma_fence");
	if (tracefs_.has_events("dma_buf"))
		fences_.enable("dma_buf");
	for (const char *event : {"sched_switch", "sched_waking", "sched_process_fork"})
		threads_.enable(fmt::format("sched/{}", event));
	if (tracefs_.has_events(kSyscallExit)) {
		threads_.filter(kSyscallExit, signaling_calls());
		threads_.enable(kSyscallExit);
	}
	threads_.follow(::getpid());
}

void CaseTracer::begin()
{
	trouble_.clear();
	summary_.clear();
	begun_ = now();
	try {
		followed_ = threads_.followed();
		fences_.start();
		threads_.start();
		begun_ = now();
	} catch (const std::runtime_error &error) {
		trouble_ = error.what();
	}
}

void CaseTracer::end()
{
	try {
		threads_.stop();
		fences_.stop();
	} catch (const std::runtime_error &error) {
		trouble_ = error.what();
	}
}

void CaseTracer::keep(const std::string &id, CaseResult &result)
{
	if (!begun_)
		return;
	try {
		if (trouble_.empty())
			result.trace = write(id);
	} catch (const std::runtime_error &error) {
		trouble_ = error.what();
	}
	if (!trouble_.empty())
		result.verdict.notes.push_back("no trace: " + trouble_);
	else if (result.trace->lost)
		result.verdict.notes.push_back(
			fmt::format("{} events of its trace are lost", result.trace->lost));
	begun_.reset();
}

KeptTrace CaseTracer::write(const std::string &id)
{
	KeptTrace kept{
		.name = free_trace_name(directory_, id), .lost = fences_.lost() + threads_.lost()};
	const std::string path = directory_ + "/" + kept.name;
	const std::string fences = fences_.recorded();
	const std::string threads = threads_.recorded();
	AtomicFile raw(path + ".trace");
	raw.write(fmt::format(
		"# case {}, begun at {}.{:06}\n", id, *begun_ / 1'000'000, *begun_ % 1'000'000));
	raw.write(fences);
	raw.write(threads);
	raw.commit();
	Trace trace;
	add_trace(trace, fences);
	add_trace(trace, threads);
	kept.unreadable = trace.unreadable;
	const TraceStory story = tell(trace, followed_);
	AtomicFile perfetto(path + ".json");
	write_perfetto(id, trace, story, [&](std::string_view text) { perfetto.write(text); });
	perfetto.commit();
	summary_ = summarize_trace({id, *begun_, kept.lost, kept.unreadable}, story);
	write_file(path + ".txt", summary_);
	return kept;
}

} // namespace cf
