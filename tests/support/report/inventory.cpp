// SPDX-License-Identifier: MIT
#include "support/report/inventory.h"

#include <array>
#include <charconv>
#include <filesystem>
#include <optional>
#include <sstream>

#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/text_file.h"

namespace cf
{
namespace
{

namespace fs = std::filesystem;

template <typename Number>
std::optional<Number> as_number(const std::string &text)
{
	Number value{};
	const char *end = text.data() + text.size();
	const auto parsed = std::from_chars(text.data(), end, value);
	if (parsed.ec != std::errc{} || parsed.ptr != end)
		return std::nullopt;
	return value;
}

// The descriptor that lists the folder is gone again when its link is read.
std::map<int, std::string> open_descriptors()
{
	std::map<int, std::string> found;
	for (const fs::directory_entry &entry : fs::directory_iterator{"/proc/self/fd"}) {
		std::error_code gone;
		const fs::path target = fs::read_symlink(entry.path(), gone);
		const auto number = as_number<int>(entry.path().filename().string());
		if (!gone && number && target != fmt::format("/proc/{}/fd", ::getpid()))
			found[*number] = target.string();
	}
	return found;
}

bool is_shared_memory(const std::string &path)
{
	constexpr std::array kKinds{"/dmabuf:", "/dev/dri/", "/dev/video", "/memfd:"};
	for (const char *kind : kKinds) {
		if (path.rfind(kind, 0) == 0)
			return true;
	}
	return false;
}

std::map<std::string, unsigned> device_mappings()
{
	std::map<std::string, unsigned> found;
	std::istringstream lines{read_text("/proc/self/maps")};
	for (std::string line; std::getline(lines, line);) {
		const std::size_t path = line.find('/');
		if (path != std::string::npos && is_shared_memory(line.substr(path)))
			++found[line.substr(path)];
	}
	return found;
}

// "PID (NAME) S PPID …": the name may hold blanks and brackets.
void add_if_child(const std::string &stat, std::map<pid_t, std::string> &children)
{
	const std::size_t open = stat.find('(');
	const std::size_t close = stat.rfind(')');
	if (open == std::string::npos || close == std::string::npos)
		return;
	char state = 0;
	pid_t parent = 0;
	std::istringstream{stat.substr(close + 1)} >> state >> parent;
	const auto pid = as_number<pid_t>(stat.substr(0, open - 1));
	if (pid && parent == ::getpid())
		children[*pid] = stat.substr(open + 1, close - open - 1);
}

std::map<pid_t, std::string> child_processes()
{
	std::map<pid_t, std::string> found;
	siginfo_t info{};
	if (::waitid(P_ALL, 0, &info, WEXITED | WNOHANG | WNOWAIT) == -1)
		return found; // ECHILD, the usual case: spares the walk over /proc
	for (const fs::directory_entry &entry : fs::directory_iterator{"/proc"}) {
		if (!as_number<pid_t>(entry.path().filename().string()))
			continue;
		const Result<std::string> stat = try_read_text(entry.path() / "stat");
		if (stat.ok())
			add_if_child(stat.value(), found);
	}
	return found;
}

// Which dma-buf it is: size, exporter and name, as the kernel lists them.
std::string dmabuf_facts(int fd)
{
	std::string facts;
	const Result<std::string> text = try_read_text(fmt::format("/proc/self/fdinfo/{}", fd));
	std::istringstream lines{text.ok() ? text.value() : ""};
	for (std::string line; std::getline(lines, line);) {
		for (const char *key : {"size:", "exp_name:", "name:"}) {
			if (line.rfind(key, 0) == 0)
				facts += ", " + line;
		}
	}
	for (char &letter : facts)
		letter = letter == '\t' ? ' ' : letter;
	return facts;
}

void compare_descriptors(
	const Inventory &before, const Inventory &after, std::vector<std::string> &found)
{
	for (const auto &[fd, target] : after.descriptors) {
		const auto same = before.descriptors.find(fd);
		if (same != before.descriptors.end() && same->second == target)
			continue;
		const bool dmabuf = target.rfind("/dmabuf:", 0) == 0;
		found.push_back(fmt::format("descriptor {} was left open: {}{}", fd, target,
			dmabuf ? dmabuf_facts(fd) : ""));
	}
	for (const auto &[fd, target] : before.descriptors) {
		if (after.descriptors.count(fd) == 0)
			found.push_back(fmt::format(
				"descriptor {} of somebody else was closed: {}", fd, target));
	}
}

} // namespace

Inventory take_inventory()
{
	return Inventory{open_descriptors(), device_mappings(), child_processes()};
}

std::vector<std::string> differences(const Inventory &before, const Inventory &after)
{
	std::vector<std::string> found;
	compare_descriptors(before, after, found);
	for (const auto &[path, count] : after.mappings) {
		const auto same = before.mappings.find(path);
		if (same == before.mappings.end() || same->second < count)
			found.push_back(fmt::format("a mapping was left: {}", path));
	}
	for (const auto &[pid, name] : after.children) {
		if (before.children.count(pid) == 0)
			found.push_back(
				fmt::format("child process {} ({}) was left behind", pid, name));
	}
	return found;
}

} // namespace cf
