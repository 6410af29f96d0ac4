// SPDX-License-Identifier: MIT
#include "engine/case_channels.h"

namespace cf
{

namespace
{

// Room for the raw samples of a benchmark, and an end to a case that never stops.
constexpr std::size_t kMaxEventBytes = 16 * 1024 * 1024;

} // namespace

CaseChannels::CaseChannels(EventLoop &loop, JournalWriter &journal, std::size_t number)
	: journal_(journal), number_(number), event_bytes_left_(kMaxEventBytes),
	  out_reader_(loop, std::move(out_pipe_.read_end), output_into(out_)),
	  err_reader_(loop, std::move(err_pipe_.read_end), output_into(err_)),
	  event_reader_(loop, std::move(event_pipe_.read_end),
		  [this](std::string_view bytes) { event_bytes(bytes); })
{
}

ForkServer::CaseFds CaseChannels::case_ends() const
{
	return {out_pipe_.write_end, err_pipe_.write_end, event_pipe_.write_end};
}

void CaseChannels::close_case_ends()
{
	out_pipe_.write_end.reset();
	err_pipe_.write_end.reset();
	event_pipe_.write_end.reset();
}

PipeReader::Sink CaseChannels::output_into(Output &output)
{
	return [this, &output](std::string_view bytes) {
		const std::string_view head = output.capture.feed(bytes);
		if (!head.empty())
			journal_.output(number_, output.stream, head);
	};
}

void CaseChannels::event_bytes(std::string_view bytes)
{
	bytes = bytes.substr(0, event_bytes_left_);
	event_bytes_left_ -= bytes.size();
	partial_line_ += bytes;
	std::size_t begin = 0;
	for (std::size_t end; (end = partial_line_.find('\n', begin)) != std::string::npos;
		begin = end + 1)
		add_event(std::string_view(partial_line_).substr(begin, end - begin));
	partial_line_.erase(0, begin);
}

void CaseChannels::add_event(std::string_view line)
{
	journal_.event_line(number_, line);
	add_event_line(events_, line);
}

void CaseChannels::write_tail(Output &output)
{
	output.capture.trim();
	if (!output.capture.tail().empty())
		journal_.output(
			number_, output.stream, output.capture.tail(), output.capture.dropped());
}

CaseEvents CaseChannels::finish()
{
	for (PipeReader *reader : {&out_reader_, &err_reader_, &event_reader_})
		reader->drain();
	write_tail(out_);
	write_tail(err_);
	if (!partial_line_.empty())
		++events_.undecodable;
	return std::move(events_);
}

} // namespace cf
