// SPDX-License-Identifier: MIT
#include "support/report/event_stream.h"

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <stdexcept>

#include <fcntl.h>
#include <unistd.h>

#include <nlohmann/json.hpp>

namespace cf
{
namespace
{

using nlohmann::json;

constexpr const char *kVariable = "CROSSFENCE_EVENTS_FD";

// Keeps a line near PIPE_BUF, so that it arrives in one piece; the full text is on stdout.
constexpr std::size_t kLongestText = 3000;

std::string shortened(std::string_view text)
{
	if (text.size() <= kLongestText)
		return std::string{text};
	return std::string{text.substr(0, kLongestText)} + "\n(cut; the rest is in the output)";
}

// Test texts may hold any bytes; JSON holds only valid UTF-8.
std::string line_of(const json &event)
{
	return event.dump(-1, ' ', false, json::error_handler_t::replace) + "\n";
}

} // namespace

EventStream EventStream::from_environment()
{
	const char *text = std::getenv(kVariable);
	if (text == nullptr)
		return EventStream{};
	const std::string_view number{text};
	int fd = -1;
	const auto parsed = std::from_chars(number.data(), number.data() + number.size(), fd);
	if (parsed.ec != std::errc{} || parsed.ptr != number.data() + number.size() ||
		::fcntl(fd, F_SETFD, FD_CLOEXEC) == -1)
		throw std::runtime_error(
			std::string{kVariable} + "=" + text + " is not an open descriptor");
	::unsetenv(kVariable);
	return EventStream{UniqueFd{fd}};
}

void EventStream::start(std::string_view id)
{
	send(line_of({{"event", "start"}, {"id", id}}));
}

void EventStream::failure(std::string_view file, int line, std::string_view message)
{
	send(line_of({{"event", "failure"}, {"file", file}, {"line", line},
		{"message", shortened(message)}}));
}

void EventStream::skip(std::string_view reason)
{
	send(line_of({{"event", "skip"}, {"reason", shortened(reason)}}));
}

void EventStream::warn(std::string_view reason)
{
	send(line_of({{"event", "warn"}, {"reason", shortened(reason)}}));
}

void EventStream::metric(const Metric &metric)
{
	json event{{"event", "metric"}, {"name", metric.name}, {"unit", metric.unit},
		{"values", metric.values}, {"noise", metric.noise}};
	if (!metric.floor.empty())
		event["floor"] = metric.floor;
	if (metric.size)
		event["size"] = *metric.size;
	send(line_of(event));
}

void EventStream::splat(std::string_view kind)
{
	send(line_of({{"event", "splat"}, {"kind", kind}}));
}

void EventStream::end(std::string_view result)
{
	send(line_of({{"event", "end"}, {"result", result}}));
}

void EventStream::send(const std::string &line)
{
	std::string_view rest = line;
	while (fd_.valid() && !rest.empty()) {
		const ssize_t written = ::write(fd_.get(), rest.data(), rest.size());
		if (written > 0)
			rest.remove_prefix(static_cast<std::size_t>(written));
		else if (errno != EINTR)
			return;
	}
}

EventStream &events()
{
	static EventStream stream;
	return stream;
}

} // namespace cf
