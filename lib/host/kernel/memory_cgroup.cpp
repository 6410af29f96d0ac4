// SPDX-License-Identifier: MIT
#include "host/kernel/memory_cgroup.h"

#include <cerrno>
#include <sstream>

#include <fcntl.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/deadline.h"
#include "base/text_file.h"

namespace cf
{

namespace
{

constexpr std::chrono::seconds kGoing{10};

constexpr int kReclaimRounds = 8;
constexpr std::size_t kReclaimMore = std::size_t{16} << 20; // than there is

Result<UniqueFd> try_mount()
{
	const UniqueFd context{::fsopen("cgroup2", FSOPEN_CLOEXEC)};
	if (!context.valid())
		return Failure::last("fsopen cgroup2");
	if (::fsconfig(context.get(), FSCONFIG_CMD_CREATE, nullptr, nullptr, 0) == -1)
		return Failure::last("fsconfig cgroup2");
	UniqueFd mounted{::fsmount(context.get(), FSMOUNT_CLOEXEC, 0)};
	if (!mounted.valid())
		return Failure::last("fsmount cgroup2");
	return mounted;
}

std::string inside(FdRef hierarchy, const std::string &path)
{
	return "/proc/self/fd/" + std::to_string(hierarchy.get()) + "/" + path;
}

Status try_give_memory(FdRef hierarchy)
{
	const auto controllers = try_read_text(inside(hierarchy, "cgroup.controllers"));
	if (!controllers.ok())
		return controllers.failure();
	std::istringstream words{controllers.value()};
	for (std::string word; words >> word;) {
		if (word == "memory")
			return try_write_text(
				inside(hierarchy, "cgroup.subtree_control"), "+memory");
	}
	return Failure{Errno{EOPNOTSUPP}, "memory controller of cgroup2"};
}

// Workers that run side by side have PID namespaces of their own: the same number may be there.
Result<std::string> try_make_directory(FdRef hierarchy)
{
	for (int number = 0;; ++number) {
		const std::string name =
			"crossfence-" + std::to_string(::getpid()) + "-" + std::to_string(number);
		if (::mkdirat(hierarchy.get(), name.c_str(), 0755) == 0)
			return name;
		if (errno != EEXIST)
			return Failure::last("mkdir " + name);
	}
}

} // namespace

MemoryCgroup::MemoryCgroup(UniqueFd hierarchy, std::string name)
	: hierarchy_(std::move(hierarchy)), name_(std::move(name))
{
}

Result<MemoryCgroup> MemoryCgroup::try_create(std::optional<std::size_t> limit)
{
	Result<UniqueFd> hierarchy = try_mount();
	if (!hierarchy.ok())
		return hierarchy.failure();
	const Status given = try_give_memory(hierarchy.value());
	if (!given.ok())
		return given.failure();
	Result<std::string> name = try_make_directory(hierarchy.value());
	if (!name.ok())
		return name.failure();
	MemoryCgroup made{std::move(hierarchy).take(), std::move(name).take()};
	const Status limited = limit ? made.try_limit(*limit) : success();
	if (!limited.ok())
		return limited.failure();
	return made;
}

Status MemoryCgroup::try_limit(std::size_t limit) const
{
	Status unswapped = try_write_text(path("memory.swap.max"), "0");
	if (!unswapped.ok() && unswapped.error() != Errno{ENOENT}) // CONFIG_SWAP
		return unswapped;
	return try_write_text(path("memory.max"), std::to_string(limit));
}

MemoryCgroup::~MemoryCgroup()
{
	if (!hierarchy_.valid())
		return;
	static_cast<void>(try_write_text(path("cgroup.kill"), "1"));
	const Deadline deadline{kGoing};
	while (::unlinkat(hierarchy_.get(), name_.c_str(), AT_REMOVEDIR) == -1 && errno == EBUSY &&
		!deadline.passed())
		::sched_yield();
}

std::string MemoryCgroup::path(const char *file) const
{
	return inside(hierarchy_, name_ + "/" + file);
}

void MemoryCgroup::enter() const
{
	try_write_text(path("cgroup.procs"), "0").take();
}

std::size_t MemoryCgroup::used() const
{
	return std::stoull(read_text(path("memory.current")));
}

std::size_t MemoryCgroup::in_shared_files() const
{
	return entry("memory.stat", "shmem");
}

// memory.reclaim fails with EAGAIN where it got less than it was asked for; pages that a
// processor has just had at hand go in the second round at the earliest.
void MemoryCgroup::swap_out() const
{
	for (int round = 0; round < kReclaimRounds && in_shared_files() > 0; ++round) {
		const auto wanted = std::to_string(in_shared_files() + kReclaimMore);
		Status reclaimed = try_write_text(path("memory.reclaim"), wanted);
		if (reclaimed.error() != Errno{EAGAIN})
			std::move(reclaimed).take();
	}
}

std::uint64_t MemoryCgroup::event(const std::string &name) const
{
	return entry("memory.events", name);
}

std::uint64_t MemoryCgroup::entry(const char *file, const std::string &name) const
{
	std::istringstream lines{read_text(path(file))};
	std::string word;
	for (std::uint64_t value = 0; lines >> word >> value;) {
		if (word == name)
			return value;
	}
	return 0;
}

} // namespace cf
