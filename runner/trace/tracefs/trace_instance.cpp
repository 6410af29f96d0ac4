// SPDX-License-Identifier: MIT
#include "trace/tracefs/trace_instance.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <sstream>
#include <thread>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>

#include "base/text_file.h"
#include "text/usage_error.h"

namespace cf
{

namespace
{

namespace fs = std::filesystem;

// Of all processors together: some 100 000 events each; within limits, as there may be
// one processor or hundreds.
constexpr unsigned kBufferKib = 16 * 1024;
constexpr unsigned kLeastKib = 512;
constexpr unsigned kMostKib = 8 * 1024;

unsigned buffer_kib()
{
	const unsigned processors = std::max(1U, std::thread::hardware_concurrency());
	return std::clamp(kBufferKib / processors, kLeastKib, kMostKib);
}

void write_switch(FdRef file, const char *value)
{
	if (::pwrite(file.get(), value, 1, 0) == -1)
		Failure::last("write tracing_on").raise();
}

} // namespace

TraceInstance::TraceInstance(const Tracefs &tracefs, const std::string &name)
	: path_(tracefs.instance(name))
{
	if (::mkdir(path_.c_str(), 0700) == -1)
		throw UsageError(fmt::format("--trace: cannot make {}: {}; it takes root", path_,
			Failure::last("mkdir").error.name()));
	try {
		switch_ = open(path_ + "/tracing_on", O_RDWR);
		set_up();
	} catch (const std::system_error &error) {
		switch_.reset();
		::rmdir(path_.c_str());
		throw UsageError(fmt::format("--trace: {}", error.what()));
	}
}

TraceInstance::~TraceInstance()
{
	switch_.reset();
	::rmdir(path_.c_str());
}

void TraceInstance::set(const std::string &file, const std::string &value) const
{
	if (const Status written = try_write_text(path_ + "/" + file, value); !written.ok())
		written.failure().raise();
}

void TraceInstance::set_up()
{
	write_switch(switch_, "0");
	// So that its times compare with those of CLOCK_MONOTONIC.
	set("trace_clock", "mono");
	set("buffer_size_kb", fmt::format("{}", buffer_kib()));
}

void TraceInstance::enable(const std::string &event)
{
	set(fmt::format("events/{}/enable", event), "1");
}

void TraceInstance::filter(const std::string &event, const std::string &condition)
{
	set(fmt::format("events/{}/filter", event), condition);
}

void TraceInstance::follow(pid_t pid)
{
	set("options/event-fork", "1");
	set("set_event_pid", fmt::format("{}", pid));
}

std::vector<pid_t> TraceInstance::followed() const
{
	std::istringstream text(read_text(path_ + "/set_event_pid"));
	std::vector<pid_t> pids;
	for (pid_t pid = 0; text >> pid;)
		pids.push_back(pid);
	return pids;
}

void TraceInstance::start()
{
	// Opening it like this is what empties the buffer.
	open(path_ + "/trace", O_WRONLY | O_TRUNC);
	write_switch(switch_, "1");
}

void TraceInstance::stop()
{
	write_switch(switch_, "0");
}

std::string TraceInstance::recorded() const
{
	return read_text(path_ + "/trace");
}

std::uint64_t TraceInstance::lost() const
{
	std::uint64_t lost = 0;
	for (const auto &cpu : fs::directory_iterator(path_ + "/per_cpu"))
		lost += lost_in_stats(read_text(cpu.path().string() + "/stats"));
	return lost;
}

std::uint64_t lost_in_stats(std::string_view stats)
{
	constexpr std::array<std::string_view, 3> keys{
		"\noverrun: ", "\ncommit overrun: ", "\ndropped events: "};
	std::uint64_t sum = 0;
	for (const std::string_view key : keys) {
		const std::size_t at = stats.find(key);
		std::uint64_t number = 0;
		if (at != stats.npos)
			std::from_chars(stats.data() + at + key.size(), stats.data() + stats.size(),
				number);
		sum += number;
	}
	return sum;
}

} // namespace cf
