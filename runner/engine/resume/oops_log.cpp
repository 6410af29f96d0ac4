// SPDX-License-Identifier: MIT
#include "engine/resume/oops_log.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "base/text_file.h"
#include "text/usage_error.h"

namespace cf
{

namespace
{

// A serial log holds all that a machine has said since it was switched on.
constexpr std::size_t kMaxBytes = 4 * 1024 * 1024;

constexpr int kLevelInfo = 6;

void skip_blanks(std::string_view &text)
{
	text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
}

// "<4>", with the facility in the higher bits.
void take_priority(std::string_view &line, KmsgRecord &record)
{
	const std::size_t close = line.find('>');
	unsigned priority = 0;
	if (!line.starts_with('<') || close == line.npos ||
		std::from_chars(line.data() + 1, line.data() + close, priority).ptr !=
			line.data() + close)
		return;
	record.level = static_cast<int>(priority & 7);
	record.facility = static_cast<int>(priority >> 3);
	line.remove_prefix(close + 1);
}

// "[   12.345678] " and, with CONFIG_PRINTK_CALLER, "[    T123] " behind it.
void take_time(std::string_view &line, KmsgRecord &record)
{
	const std::size_t close = line.find(']');
	if (!line.starts_with('[') || close == line.npos)
		return;
	std::string_view text = line.substr(1, close - 1);
	skip_blanks(text);
	double seconds = 0;
	const char *end = text.data() + text.size();
	if (std::from_chars(text.data(), end, seconds).ptr != end || !(seconds >= 0))
		return;
	record.microseconds = static_cast<std::uint64_t>(std::min(seconds, 1e12) * 1e6);
	line.remove_prefix(close + 1);
	skip_blanks(line);
}

} // namespace

KmsgRecord parse_console_line(std::string_view line)
{
	KmsgRecord record;
	record.level = kLevelInfo;
	while (line.ends_with('\r'))
		line.remove_suffix(1);
	take_priority(line, record);
	take_time(line, record);
	record.text = line;
	return record;
}

std::vector<KmsgRecord> read_oops_log(const std::string &path)
{
	const Result<std::string> text = try_read_text(path);
	if (!text.ok())
		throw UsageError(
			fmt::format("cannot read {}: {}", path, text.failure().error.name()));
	std::string_view left = text.value();
	if (left.size() > kMaxBytes) {
		left.remove_prefix(left.size() - kMaxBytes);
		left.remove_prefix(std::min(left.find('\n'), left.size()));
	}
	std::vector<KmsgRecord> records;
	while (!left.empty()) {
		const std::size_t end = std::min(left.find('\n'), left.size());
		if (end != 0) {
			records.push_back(parse_console_line(left.substr(0, end)));
			records.back().sequence = records.size();
		}
		left.remove_prefix(std::min(end + 1, left.size()));
	}
	return records;
}

std::vector<KmsgRecord> said_after_start_of(const std::string &id, std::span<const KmsgRecord> log)
{
	// The console shows no facility, by which markers are told apart elsewhere.
	const std::string marker = "crossfence: start of " + id;
	const auto found = std::find_if(log.rbegin(), log.rend(),
		[&](const KmsgRecord &record) { return record.text.ends_with(marker); });
	return {found == log.rend() ? log.begin() : found.base(), log.end()};
}

} // namespace cf
