// SPDX-License-Identifier: MIT
#include "support/report/crash_trace.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <string>

#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>

#include <backward.hpp>
#include <fmt/format.h>

namespace cf
{
namespace
{

// The address sanitizer prints a backtrace of its own.
#ifdef __SANITIZE_ADDRESS__
constexpr bool kSanitizerTraces = true;
#else
constexpr bool kSanitizerTraces = false;
#endif

constexpr std::array kCrashes{SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};

// A trace that takes longer has met what made the case crash. Symbols of a large program take
// seconds on an emulated machine.
constexpr unsigned kSecondsForTrace = 30;
constexpr std::size_t kFrames = 48;

// GoogleTest's function around each body, SetUp() and TearDown().
constexpr const char *kCaller = "testing::internal::HandleExceptionsInMethodIfSupported";

// Where the case was when the signal came; null on machines that nobody has told us of.
void *program_counter(const ucontext_t &context)
{
#if defined(__x86_64__)
	const auto address = context.uc_mcontext.gregs[REG_RIP];
#elif defined(__aarch64__)
	const auto address = context.uc_mcontext.pc;
#elif defined(__riscv)
	const auto address = context.uc_mcontext.__gregs[REG_PC];
#else
	const std::uintptr_t address = 0;
#endif
	return reinterpret_cast<void *>(static_cast<std::uintptr_t>(address));
}

// From the innermost frame to the case's body; below that are GoogleTest and main().
void print_frames(backward::StackTrace &trace)
{
	backward::TraceResolver resolver;
	resolver.load_stacktrace(trace);
	for (std::size_t index = 0; index < trace.size(); ++index) {
		const backward::ResolvedTrace frame = resolver.resolve(trace[index]);
		const std::string &name = frame.object_function.empty() ? frame.source.function
									: frame.object_function;
		if (name.find(kCaller) != name.npos)
			break;
		const std::string place = frame.source.filename.empty()
			? fmt::format("{}+{}", frame.object_filename, frame.addr)
			: fmt::format("{}:{}", frame.source.filename, frame.source.line);
		fmt::print(stderr, "  #{} {} at {}\n", index, name, place);
	}
}

[[noreturn]] void print_trace(int number, ucontext_t *context)
{
	for (const int crash : kCrashes)
		::signal(crash, SIG_DFL);
	::signal(SIGALRM, SIG_DFL);
	::alarm(kSecondsForTrace);
	backward::StackTrace trace;
	trace.load_from(program_counter(*context), kFrames, context, nullptr);
	fmt::print(stderr, "backtrace of SIG{}:\n", ::sigabbrev_np(number));
	print_frames(trace);
	std::fflush(stderr);
	::_exit(0);
}

// With SA_RESETHAND: a faulting instruction faults again on return, and this time kills.
void on_crash(int number, siginfo_t *info, void *context)
{
	// Without the handlers of fork(), which may wait for a lock that the case holds.
	const pid_t child = ::_Fork();
	if (child == 0)
		print_trace(number, static_cast<ucontext_t *>(context));
	while (child > 0 && ::waitpid(child, nullptr, 0) == -1 && errno == EINTR) {
	}
	if (info->si_code <= 0) // sent by a process, not by a fault
		::raise(number);
}

} // namespace

void trace_crashes()
{
	if (kSanitizerTraces)
		return;
	// A stack of its own, for a case that has used up its.
	static std::array<std::byte, std::size_t{1} << 18> stack;
	const stack_t spare{stack.data(), 0, stack.size()};
	::sigaltstack(&spare, nullptr);
	struct sigaction action {
	};
	action.sa_sigaction = on_crash;
	action.sa_flags = SA_SIGINFO | SA_ONSTACK | static_cast<int>(SA_RESETHAND);
	for (const int number : kCrashes)
		::sigaction(number, &action, nullptr);
}

} // namespace cf
