// SPDX-License-Identifier: MIT
#include "text/utf8.h"

#include <cstdint>

#include <fmt/format.h>

namespace cf
{

namespace
{

bool is_continuation(char byte)
{
	return (static_cast<unsigned char>(byte) & 0xc0) == 0x80;
}

std::size_t length_by_first_byte(unsigned char first)
{
	if (first < 0x80)
		return 1;
	if (first >= 0xc2 && first <= 0xdf)
		return 2;
	if (first >= 0xe0 && first <= 0xef)
		return 3;
	return first >= 0xf0 && first <= 0xf4 ? 4 : 0;
}

// The second byte shuts out overlong forms, surrogates and what is past U+10FFFF.
bool second_byte_fits(unsigned char first, unsigned char second)
{
	switch (first) {
	case 0xe0:
		return second >= 0xa0;
	case 0xed:
		return second <= 0x9f;
	case 0xf0:
		return second >= 0x90;
	case 0xf4:
		return second <= 0x8f;
	default:
		return true;
	}
}

bool is_hidden_control(unsigned char byte)
{
	return (byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7f;
}

} // namespace

std::size_t utf8_sequence_length(std::string_view bytes)
{
	if (bytes.empty())
		return 0;
	const auto first = static_cast<unsigned char>(bytes[0]);
	const std::size_t length = length_by_first_byte(first);
	if (length == 0 || bytes.size() < length)
		return 0;
	for (std::size_t i = 1; i < length; ++i)
		if (!is_continuation(bytes[i]))
			return 0;
	if (length > 1 && !second_byte_fits(first, static_cast<unsigned char>(bytes[1])))
		return 0;
	return length;
}

bool is_utf8(std::string_view bytes)
{
	while (!bytes.empty()) {
		const std::size_t length = utf8_sequence_length(bytes);
		if (length == 0)
			return false;
		bytes.remove_prefix(length);
	}
	return true;
}

std::string printable(std::string_view bytes)
{
	std::string text;
	text.reserve(bytes.size());
	while (!bytes.empty()) {
		const auto first = static_cast<unsigned char>(bytes[0]);
		const std::size_t length = utf8_sequence_length(bytes);
		if (length == 0 || is_hidden_control(first))
			text += fmt::format("\\x{:02x}", first);
		else
			text += bytes.substr(0, length);
		bytes.remove_prefix(length ? length : 1);
	}
	return text;
}

std::string latin1_to_utf8(std::string_view bytes)
{
	std::string text;
	text.reserve(bytes.size());
	for (const char c : bytes) {
		const auto byte = static_cast<unsigned char>(c);
		if (byte < 0x80) {
			text += c;
		} else {
			text += static_cast<char>(0xc0 | (byte >> 6));
			text += static_cast<char>(0x80 | (byte & 0x3f));
		}
	}
	return text;
}

std::string utf8_to_latin1(std::string_view text)
{
	std::string bytes;
	bytes.reserve(text.size());
	for (std::size_t i = 0; i < text.size(); ++i) {
		const auto first = static_cast<unsigned char>(text[i]);
		if (first < 0x80 || i + 1 == text.size()) {
			bytes += text[i];
			continue;
		}
		const auto second = static_cast<unsigned char>(text[++i]);
		bytes += static_cast<char>((first & 0x03) << 6 | (second & 0x3f));
	}
	return bytes;
}

} // namespace cf
