// SPDX-License-Identifier: MIT
#include "kernel/kmsg_record.h"

#include <charconv>

#include <fmt/format.h>

namespace cf
{

namespace
{

constexpr int kWarningLevel = 4;
constexpr int kLastCountedFacility = 1;

// Takes the number in front of the next comma off `fields`.
template <typename Number>
bool take_number(std::string_view &fields, Number &number)
{
	const auto parsed = std::from_chars(fields.data(), fields.data() + fields.size(), number);
	const auto length = static_cast<std::size_t>(parsed.ptr - fields.data());
	if (parsed.ec != std::errc{} || length >= fields.size() || fields[length] != ',')
		return false;
	fields.remove_prefix(length + 1);
	return true;
}

// The kernel writes control characters, bytes above 0x7e and backslashes as \xNN.
std::string unescaped(std::string_view text)
{
	std::string bytes;
	while (!text.empty()) {
		unsigned char byte = 0;
		const char *digits = text.data() + 2;
		if (text.size() >= 4 && text.starts_with("\\x") &&
			std::from_chars(digits, digits + 2, byte, 16).ptr == digits + 2) {
			bytes += static_cast<char>(byte);
			text.remove_prefix(4);
		} else {
			bytes += text.front();
			text.remove_prefix(1);
		}
	}
	return bytes;
}

// With CONFIG_PRINTK_CALLER a field says who wrote the record.
std::string_view caller_in(std::string_view fields)
{
	constexpr std::string_view key = ",caller=";
	const std::size_t at = fields.find(key);
	if (at == fields.npos)
		return {};
	const std::string_view value = fields.substr(at + key.size());
	return value.substr(0, value.find(','));
}

} // namespace

std::optional<KmsgRecord> parse_kmsg_record(std::string_view record)
{
	const std::size_t semicolon = record.find(';');
	if (semicolon == record.npos)
		return std::nullopt;
	// A comma behind the last field makes all four alike.
	const std::string head = std::string(record.substr(0, semicolon)) + ",";
	std::string_view fields = head;
	unsigned priority = 0;
	KmsgRecord parsed;
	if (!take_number(fields, priority) || !take_number(fields, parsed.sequence) ||
		!take_number(fields, parsed.microseconds))
		return std::nullopt;
	parsed.level = static_cast<int>(priority & 7);
	parsed.facility = static_cast<int>(priority >> 3);
	parsed.continues = fields.starts_with('c') || fields.starts_with('+');
	parsed.caller = caller_in(fields);
	std::string_view text = record.substr(semicolon + 1);
	parsed.text = unescaped(text.substr(0, text.find('\n')));
	return parsed;
}

bool is_for_the_kernel(const KmsgRecord &record)
{
	return record.facility <= kLastCountedFacility;
}

bool is_warning(const KmsgRecord &record)
{
	return record.level <= kWarningLevel && is_for_the_kernel(record);
}

std::string format_kmsg_record(const KmsgRecord &record)
{
	return fmt::format("<{}>[{:5}.{:06}] {}", record.level, record.microseconds / 1'000'000,
		record.microseconds % 1'000'000, record.text);
}

} // namespace cf
