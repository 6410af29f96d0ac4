// SPDX-License-Identifier: MIT
#pragma once

#include <string>

#include "engine/launch/fork_server.h"
#include "engine/output_capture.h"
#include "journal/journal_writer.h"
#include "plan/settings.h"
#include "system/process/pipe_reader.h"
#include "system/process/spawn.h"
#include "verdict/case_events.h"

// The three pipes of one case: output, errors, events. Everything is read as it
// comes, so that the case never waits for the runner, and goes into the journal.

namespace cf
{

class CaseChannels
{
public:
	CaseChannels(EventLoop &loop, JournalWriter &journal, std::size_t number);
	CaseChannels(const CaseChannels &) = delete;
	CaseChannels &operator=(const CaseChannels &) = delete;

	// The case's ends, open until close_case_ends().
	ForkServer::CaseFds case_ends() const;
	void close_case_ends();

	// An event line that came another way.
	void add_event(std::string_view line);

	// After the case: takes what is still in the pipes and gives all its events.
	CaseEvents finish();

private:
	struct Output {
		OutputCapture capture{kOutputLimit};
		OutputStream stream;
	};

	PipeReader::Sink output_into(Output &output);
	void event_bytes(std::string_view bytes);
	void write_tail(Output &output);

	JournalWriter &journal_;
	std::size_t number_;
	Output out_{.stream = OutputStream::out};
	Output err_{.stream = OutputStream::err};
	CaseEvents events_;
	std::string partial_line_;
	std::size_t event_bytes_left_;
	Pipe out_pipe_ = make_pipe();
	Pipe err_pipe_ = make_pipe();
	Pipe event_pipe_ = make_pipe();
	PipeReader out_reader_;
	PipeReader err_reader_;
	PipeReader event_reader_;
};

} // namespace cf
