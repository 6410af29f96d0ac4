// SPDX-License-Identifier: MIT
#include "journal/journal_writer.h"

#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "journal/record_json.h"
#include "journal/record_line.h"

namespace cf
{

namespace
{

using nlohmann::json;

} // namespace

JournalWriter::JournalWriter(const std::string &path)
	: path_(path),
	  file_(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0644))
{
	if (!file_.valid())
		give_up("make");
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
	append(run_start_record(info));
	sync();
}

void JournalWriter::case_start(std::size_t number, double time)
{
	append({{"t", "start"}, {"n", number}, {"time", time}});
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
}

void JournalWriter::kernel_log(std::size_t number, std::span<const KmsgRecord> records)
{
	json array = json::array();
	for (const KmsgRecord &record : records)
		array.push_back(record);
	append({{"t", "kmsg"}, {"n", number}, {"records", std::move(array)}});
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
