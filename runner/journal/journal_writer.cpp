// SPDX-License-Identifier: MIT
#include "journal/journal_writer.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "journal/record/record_json.h"
#include "journal/record/record_line.h"

namespace cf
{

namespace
{

using nlohmann::json;

// Where the last newline of the file ends; -1 with errno.
off_t whole_lines(FdRef file)
{
	off_t end = ::lseek(file.get(), 0, SEEK_END);
	std::array<char, 4096> block{};
	while (end > 0) {
		const off_t begin = std::max<off_t>(0, end - static_cast<off_t>(block.size()));
		const ssize_t got = ::pread(
			file.get(), block.data(), static_cast<std::size_t>(end - begin), begin);
		if (got != end - begin)
			return -1;
		const std::string_view text(block.data(), static_cast<std::size_t>(got));
		if (const std::size_t at = text.rfind('\n'); at != text.npos)
			return begin + static_cast<off_t>(at) + 1;
		end = begin;
	}
	return end;
}

} // namespace

JournalWriter::JournalWriter(const std::string &path, int flags)
	: path_(path), file_(::open(path.c_str(), flags | O_APPEND | O_CLOEXEC, 0644))
{
	if (!file_.valid())
		give_up(flags & O_CREAT ? "make" : "open");
}

JournalWriter::JournalWriter(const std::string &path)
	: JournalWriter(path, O_WRONLY | O_CREAT | O_EXCL)
{
}

JournalWriter JournalWriter::reopen(const std::string &path)
{
	JournalWriter writer(path, O_RDWR);
	writer.good_size_ = whole_lines(writer.file_);
	if (writer.good_size_ < 0 || ::ftruncate(writer.file_.get(), writer.good_size_) == -1)
		writer.give_up("mend the end of");
	return writer;
}

void JournalWriter::give_up(const char *what)
{
	throw JournalError(fmt::format("cannot {} {}: {}", what, path_, std::strerror(errno)));
}

void JournalWriter::append(const json &record)
{
	pending_ += to_record_line(record.dump(-1, ' ', false, json::error_handler_t::replace));
}

void JournalWriter::flush()
{
	std::string_view left = pending_;
	while (!left.empty()) {
		const ssize_t written = ::write(file_.get(), left.data(), left.size());
		if (written >= 0) {
			left.remove_prefix(static_cast<std::size_t>(written));
			continue;
		}
		if (errno == EINTR)
			continue;
		// A full disk takes part of a record; without it the file is whole.
		const int error = errno;
		[[maybe_unused]] const int cut = ::ftruncate(file_.get(), good_size_);
		pending_.clear();
		errno = error;
		give_up("write");
	}
	good_size_ += static_cast<off_t>(pending_.size());
	pending_.clear();
}

void JournalWriter::sync()
{
	flush();
	if (::fdatasync(file_.get()) == -1)
		give_up("sync");
}

void JournalWriter::run_start(const RunInfo &info)
{
	const json record = run_start_record(info);
	append(record);
	append(record);
	sync();
}

void JournalWriter::run_resumed(const RunResumed &resumed)
{
	append(resumed_record(resumed));
	sync();
}

void JournalWriter::case_start(std::size_t number, double time, AttemptKind kind, unsigned slot)
{
	append({{"t", "start"}, {"n", number}, {"time", time}, {"kind", name_of(kind)},
		{"slot", slot}});
}

void JournalWriter::output(
	std::size_t number, OutputStream stream, std::string_view bytes, std::uint64_t dropped)
{
	json record{{"t", stream == OutputStream::out ? "out" : "err"}, {"n", number}};
	if (dropped)
		record["dropped"] = dropped;
	set_bytes(record, bytes);
	append(record);
	flush();
}

void JournalWriter::event_line(std::size_t number, std::string_view line)
{
	json record{{"t", "event"}, {"n", number}};
	set_bytes(record, line);
	append(record);
	flush();
	if (listener_)
		listener_(number, line);
}

void JournalWriter::kernel_log(std::size_t number, std::span<const KmsgRecord> records)
{
	json array = json::array();
	for (const KmsgRecord &record : records)
		array.push_back(record);
	append({{"t", "kmsg"}, {"n", number}, {"records", std::move(array)}});
	flush();
}

void JournalWriter::interlude(const Interlude &interlude)
{
	append(interlude_record(interlude));
	flush();
}

void JournalWriter::case_end(std::size_t number, const CaseResult &result)
{
	append(case_end_record(number, result));
}

void JournalWriter::run_end(const RunEnd &end)
{
	append({{"t", "run-end"}, {"time", end.end}, {"exit_status", end.exit_status},
		{"finished", end.finished}, {"why", end.why}});
	sync();
}

} // namespace cf
