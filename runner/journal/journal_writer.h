// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include <nlohmann/json_fwd.hpp>

#include "base/unique_fd.h"
#include "journal/run_info.h"
#include "verdict/attempt.h"
#include "verdict/kernel/interlude.h"

// Appends to DIR/journal, from which everything can be rebuilt. What a case prints
// is handed to the kernel at once, so it survives the runner; starts and ends reach
// the disk with sync(), so they survive the machine.

namespace cf
{

// The results directory can't be written any more: full, read-only, gone.
struct JournalError : std::runtime_error {
	using std::runtime_error::runtime_error;
};

enum class OutputStream { out, err };

class JournalWriter
{
public:
	// Makes the file, which must not exist. Throws JournalError, as every
	// function below does.
	explicit JournalWriter(const std::string &path);

	// Goes on behind the last whole line that the file holds; a torn one is cut off.
	static JournalWriter reopen(const std::string &path);

	// Is told of each event line of a case, when it has been handed to the kernel.
	using EventListener = std::function<void(std::size_t number, std::string_view line)>;
	void tell_events(EventListener listener) { listener_ = std::move(listener); }

	// Written twice: without it nothing else in the file has a meaning.
	void run_start(const RunInfo &info);
	void run_resumed(const RunResumed &resumed);
	// `slot` tells those apart that run side by side.
	void case_start(std::size_t number, double time, AttemptKind kind, unsigned slot);

	// `dropped` bytes were left out before these.
	void output(std::size_t number, OutputStream stream, std::string_view bytes,
		std::uint64_t dropped = 0);
	void event_line(std::size_t number, std::string_view line);
	void kernel_log(std::size_t number, std::span<const KmsgRecord> records);
	void interlude(const Interlude &interlude);
	void case_end(std::size_t number, const CaseResult &result);
	void run_end(const RunEnd &end);

	// How much it holds so far.
	std::uint64_t size() const { return static_cast<std::uint64_t>(good_size_); }

	// Writes what is pending and waits until all of it is on the disk.
	void sync();

private:
	JournalWriter(const std::string &path, int flags);
	void append(const nlohmann::json &record);
	void flush();
	[[noreturn]] void give_up(const char *what);

	std::string path_;
	EventListener listener_;
	UniqueFd file_;
	std::string pending_; // ends and starts, waiting for a common write
	off_t good_size_ = 0; // up to here the file holds whole records
};

} // namespace cf
