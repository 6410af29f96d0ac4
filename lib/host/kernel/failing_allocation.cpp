// SPDX-License-Identifier: MIT
#include "host/kernel/failing_allocation.h"

#include <array>
#include <cerrno>
#include <string>

#include <fcntl.h>
#include <unistd.h>

#include "base/text_file.h"

namespace cf
{

namespace
{

struct Setting {
	const char *path;
	const char *value;
};

constexpr std::array kSettings{
	Setting{"/sys/kernel/debug/failslab/ignore-gfp-wait", "N"},
	Setting{"/sys/kernel/debug/failslab/verbose", "0"},
	Setting{"/sys/kernel/debug/fail_page_alloc/ignore-gfp-wait", "N"},
	Setting{"/sys/kernel/debug/fail_page_alloc/min-order", "0"},
	Setting{"/sys/kernel/debug/fail_page_alloc/verbose", "0"},
};

constexpr Setting kSilentCopies{"/sys/kernel/debug/fail_usercopy/verbose", "0"};

Status try_set(FdRef counter, unsigned nth)
{
	const std::string text = std::to_string(nth);
	const ssize_t written = ::pwrite(counter.get(), text.data(), text.size(), 0);
	if (written != static_cast<ssize_t>(text.size()))
		return Failure::last("write fail-nth");
	return success();
}

} // namespace

Status try_prepare_failing_allocations()
{
	for (const Setting &setting : kSettings) {
		Status done = try_write_text(setting.path, setting.value);
		if (!done.ok())
			return done;
	}
	Status silenced = try_write_text(kSilentCopies.path, kSilentCopies.value);
	return silenced.error() == Errno{ENOENT} ? success() : silenced;
}

bool is_injected_or_fine(Errno error)
{
	return error == Errno{} || error == Errno{ENOMEM} || error == Errno{EFAULT};
}

FailingAllocation::FailingAllocation(unsigned nth)
	: counter_(open("/proc/thread-self/fail-nth", O_RDWR))
{
	try_set(counter_, nth).take();
}

FailingAllocation::~FailingAllocation()
{
	static_cast<void>(try_set(counter_, 0));
}

// What is left of the count.
bool FailingAllocation::happened() const
{
	std::array<char, 16> text{};
	const ssize_t length = ::pread(counter_.get(), text.data(), text.size(), 0);
	return length > 0 && text[0] == '0';
}

} // namespace cf
