// SPDX-License-Identifier: MIT
#include "host/bufinfo.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "base/text_file.h"

namespace cf
{

namespace
{

std::vector<std::string_view> split(std::string_view text, char separator)
{
	std::vector<std::string_view> parts;
	while (!text.empty()) {
		const std::string_view part = text.substr(0, text.find(separator));
		parts.push_back(part);
		text.remove_prefix(std::min(text.size(), part.size() + 1));
	}
	return parts;
}

bool read_number(std::string_view digits, std::uint64_t &value)
{
	const char *end = digits.data() + digits.size();
	const auto [stop, error] = std::from_chars(digits.data(), end, value);
	return error == std::errc{} && stop == end;
}

// "00004096\t02000002\t04080007\t00000002\tudmabuf\t00000005\t<none>": size, flags, mode,
// count, exporter, inode, name. The name may hold anything, tabs too.
bool read_head(std::string_view line, BufinfoEntry &entry)
{
	const std::vector<std::string_view> columns = split(line, '\t');
	std::uint64_t inode = 0;
	if (columns.size() < 7 || !read_number(columns[0], entry.size) ||
		!read_number(columns[3], entry.file_count) || !read_number(columns[5], inode))
		return false;
	entry.inode = inode;
	entry.exporter_name = columns[4];
	const std::string_view name{columns[6].data(), line.data() + line.size()};
	entry.name = name == "<none>" ? "" : name;
	return true;
}

// The word after the last space, which is cut off `text` together with that space.
std::string_view take_last_word(std::string_view &text)
{
	const std::size_t space = text.rfind(' ');
	if (space == std::string_view::npos)
		return std::exchange(text, {});
	const std::string_view word = text.substr(space + 1);
	text = text.substr(0, space);
	return word;
}

// The same from the front.
std::string_view take_first_word(std::string_view &text)
{
	const std::string_view word = text.substr(0, text.find(' '));
	text.remove_prefix(std::min(text.size(), word.size() + 1));
	return word;
}

// Linux 7.2: "CONTEXT:SEQNO TIMELINE DRIVER", names empty once signalled.
bool read_new_fence(std::string_view text, BufinfoFence &fence)
{
	const std::string_view id = take_first_word(text);
	const std::size_t colon = id.find(':');
	fence.driver = take_last_word(text);
	fence.timeline = text;
	return colon != std::string_view::npos && read_number(id.substr(0, colon), fence.context) &&
		read_number(id.substr(colon + 1), fence.seqno);
}

// Linux 6.1 and 6.12: "DRIVER TIMELINE seq SEQNO".
bool read_old_fence(std::string_view text, BufinfoFence &fence)
{
	const std::string_view seqno = take_last_word(text);
	const std::string_view seq = take_last_word(text);
	fence.driver = take_first_word(text);
	fence.timeline = text;
	return seq == "seq" && read_number(seqno, fence.seqno);
}

// "\twrite fence:", one of the two, and " signalled" or " unsignalled". Timelines may have
// spaces in their names.
bool read_fence(std::string_view line, BufinfoFence &fence)
{
	constexpr std::string_view kMark = " fence:";
	const std::size_t mark = line.find(kMark);
	if (mark == std::string_view::npos)
		return false;
	fence.usage = line.substr(1, mark - 1);
	std::string_view text = line.substr(mark + kMark.size());
	fence.signalled = take_last_word(text) == "signalled";
	return read_old_fence(text, fence) || read_new_fence(text, fence);
}

// The lines below the head: fences, then attached devices, up to "Total N devices attached".
class EntryReader
{
public:
	explicit EntryReader(BufinfoEntry &entry) : entry_(entry) {}

	// False for a line that belongs to no entry.
	bool read(std::string_view line)
	{
		if (line == "\tAttached Devices:") {
			in_devices_ = true;
			return true;
		}
		if (in_devices_) {
			entry_.attached.emplace_back(line.substr(1));
			return true;
		}
		BufinfoFence fence;
		if (!read_fence(line, fence))
			return false;
		entry_.fences.push_back(std::move(fence));
		return true;
	}

private:
	BufinfoEntry &entry_;
	bool in_devices_ = false;
};

Failure unreadable(std::string_view line)
{
	return Failure{Errno{EBADMSG}, fmt::format("bufinfo line '{}'", line)};
}

} // namespace

Result<std::vector<BufinfoEntry>> try_parse_bufinfo(std::string_view text)
{
	std::vector<BufinfoEntry> entries;
	std::optional<EntryReader> reader;
	for (const std::string_view line : split(text, '\n')) {
		if (line.starts_with("\t")) {
			if (!reader || !reader->read(line))
				return unreadable(line);
			continue;
		}
		reader.reset();
		if (line.empty() || line.starts_with("Dma-buf Objects:") ||
			line.starts_with("size ") || line.starts_with("Total "))
			continue;
		BufinfoEntry entry;
		if (!read_head(line, entry))
			return unreadable(line);
		entries.push_back(std::move(entry));
		reader.emplace(entries.back());
	}
	return entries;
}

Result<std::vector<BufinfoEntry>> try_read_bufinfo()
{
	const Result<std::string> text = try_read_text("/sys/kernel/debug/dma_buf/bufinfo");
	if (!text.ok())
		return text.failure();
	return try_parse_bufinfo(text.value());
}

} // namespace cf
