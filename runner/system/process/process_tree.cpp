// SPDX-License-Identifier: MIT
#include "system/process/process_tree.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <memory>
#include <sstream>

#include <dirent.h>
// glibc 2.36 does not declare its functions as C in C++.
extern "C" {
#include <sys/pidfd.h>
}
#include <unistd.h>

#include <fmt/format.h>

#include "base/text_file.h"
#include "base/unique_fd.h"

namespace cf
{

namespace
{

// include/linux/sched.h; the value is visible in proc(5) and has never changed.
constexpr unsigned long kPfExiting = 0x4;

std::optional<ProcessInfo> read_process(pid_t pid)
{
	const Result<std::string> stat = try_read_text(fmt::format("/proc/{}/stat", pid));
	return stat.ok() ? parse_process_stat(stat.value()) : std::nullopt;
}

struct CloseDir {
	void operator()(DIR *dir) const { ::closedir(dir); }
};

std::vector<pid_t> all_pids()
{
	std::vector<pid_t> pids;
	const std::unique_ptr<DIR, CloseDir> proc{::opendir("/proc")};
	while (const dirent *entry = proc ? ::readdir(proc.get()) : nullptr) {
		const std::string_view name = entry->d_name;
		pid_t pid = 0;
		const auto parsed = std::from_chars(name.data(), name.data() + name.size(), pid);
		if (parsed.ec == std::errc{} && parsed.ptr == name.data() + name.size())
			pids.push_back(pid);
	}
	return pids;
}

// The pids below `root` among `processes`, but for those of whole trees.
PidSet below(pid_t root, const std::vector<ProcessInfo> &processes, const PidSet &spared_trees)
{
	std::multimap<pid_t, pid_t> children;
	for (const ProcessInfo &process : processes)
		children.emplace(process.parent, process.pid);
	PidSet found;
	std::vector<pid_t> pending{root};
	while (!pending.empty()) {
		const auto [first, last] = children.equal_range(pending.back());
		pending.pop_back();
		for (auto child = first; child != last; ++child)
			if (!spared_trees.contains(child->second) &&
				found.insert(child->second).second)
				pending.push_back(child->second);
	}
	return found;
}

// The kernel's own list of the children of `pid`, which must have one thread; none
// without CONFIG_PROC_CHILDREN. The list is exact as long as only the reader reaps.
std::optional<PidSet> children_of(pid_t pid)
{
	const auto list = try_read_text(fmt::format("/proc/{0}/task/{0}/children", pid));
	if (!list.ok())
		return std::nullopt;
	std::istringstream words(list.value());
	return PidSet{std::istream_iterator<pid_t>(words), {}};
}

// Spares the walk over all of /proc in the usual case that nothing is there.
bool surely_alone(const PidSet &spared)
{
	const auto ours = children_of(::getpid());
	if (!ours || !std::ranges::includes(spared, *ours))
		return false;
	return std::ranges::all_of(spared, [](pid_t pid) {
		const auto theirs = children_of(pid);
		return theirs && theirs->empty();
	});
}

} // namespace

std::optional<ProcessInfo> parse_process_stat(std::string_view stat)
{
	const std::size_t open = stat.find('(');
	const std::size_t close = stat.rfind(')');
	if (open == stat.npos || close == stat.npos || close < open)
		return std::nullopt;
	ProcessInfo process;
	process.name = stat.substr(open + 1, close - open - 1);
	std::istringstream fields{
		fmt::format("{} {}", stat.substr(0, open), stat.substr(close + 1))};
	std::string skipped;
	unsigned long flags = 0;
	fields >> process.pid >> process.state >> process.parent;
	for (int field = 5; field <= 8; ++field)
		fields >> skipped;
	fields >> flags;
	for (int field = 10; field <= 21; ++field)
		fields >> skipped;
	fields >> process.start_time;
	if (!fields)
		return std::nullopt;
	process.ending = process.state == 'Z' || process.state == 'X' || (flags & kPfExiting);
	return process;
}

std::vector<ProcessInfo> living_descendants(const PidSet &spared, const PidSet &spared_trees)
{
	if (spared_trees.empty() && surely_alone(spared))
		return {};
	std::vector<ProcessInfo> processes;
	for (const pid_t pid : all_pids())
		if (auto process = read_process(pid))
			processes.push_back(std::move(*process));
	const PidSet found = below(::getpid(), processes, spared_trees);
	std::erase_if(processes, [&](const ProcessInfo &process) {
		return process.ending || spared.contains(process.pid) ||
			!found.contains(process.pid);
	});
	return processes;
}

void signal_process(const ProcessInfo &process, int signal)
{
	// The pidfd pins the process, so what is compared is what gets the signal.
	const UniqueFd handle{::pidfd_open(process.pid, 0)};
	if (!handle.valid())
		return;
	const auto now = read_process(process.pid);
	if (now && now->start_time == process.start_time)
		::pidfd_send_signal(handle.get(), signal, nullptr, 0);
}

std::string describe(const ProcessInfo &process)
{
	std::string text = fmt::format("{} ({})", process.pid, process.name);
	if (process.state != 'D')
		return text;
	text += " in state D";
	const auto wchan = try_read_text(fmt::format("/proc/{}/wchan", process.pid));
	if (wchan.ok() && !wchan.value().empty() && wchan.value() != "0")
		text += " in " + wchan.value();
	return text;
}

std::string kernel_stack(const ProcessInfo &process)
{
	const auto stack = try_read_text(fmt::format("/proc/{}/stack", process.pid));
	return stack.ok() ? stack.value() : std::string{};
}

} // namespace cf
