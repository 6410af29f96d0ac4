// SPDX-License-Identifier: MIT
#include "journal/record/record_line.h"

#include <charconv>
#include <cstdint>

#include <zlib.h>

#include <fmt/format.h>

namespace cf
{

namespace
{

constexpr std::size_t kDigits = 8;

std::uint32_t checksum(std::string_view text)
{
	const auto *bytes = reinterpret_cast<const Bytef *>(text.data());
	return static_cast<std::uint32_t>(::crc32_z(0, bytes, text.size()));
}

} // namespace

std::string to_record_line(std::string_view json)
{
	return fmt::format("{:08x} {}\n", checksum(json), json);
}

std::optional<std::string_view> from_record_line(std::string_view line)
{
	if (line.size() <= kDigits || line[kDigits] != ' ')
		return std::nullopt;
	std::uint32_t said = 0;
	const char *digits_end = line.data() + kDigits;
	if (std::from_chars(line.data(), digits_end, said, 16).ptr != digits_end)
		return std::nullopt;
	const std::string_view json = line.substr(kDigits + 1);
	if (checksum(json) != said)
		return std::nullopt;
	return json;
}

} // namespace cf
