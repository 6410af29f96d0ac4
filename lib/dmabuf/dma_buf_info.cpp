// SPDX-License-Identifier: MIT
#include "dmabuf/dma_buf_info.h"

#include <algorithm>
#include <cerrno>
#include <charconv>

namespace cf
{

namespace
{

// The value of the line "key:\tvalue"; nothing when there is no such line.
std::string_view field(std::string_view text, std::string_view key)
{
	while (!text.empty()) {
		const std::string_view line = text.substr(0, text.find('\n'));
		text.remove_prefix(std::min(text.size(), line.size() + 1));
		if (line.starts_with(key) && line.substr(key.size()).starts_with(":\t"))
			return line.substr(key.size() + 2);
	}
	return {};
}

std::uint64_t number(std::string_view digits)
{
	std::uint64_t value = 0;
	std::from_chars(digits.data(), digits.data() + digits.size(), value);
	return value;
}

} // namespace

Result<DmaBufInfo> try_parse_fdinfo(std::string_view text)
{
	const std::string_view exporter_name = field(text, "exp_name");
	if (exporter_name.empty())
		return Failure{Errno{EBADMSG}, "fdinfo without exp_name"};
	return DmaBufInfo{
		.size = number(field(text, "size")),
		.count = number(field(text, "count")),
		.exporter_name = std::string{exporter_name},
		.name = std::string{field(text, "name")},
	};
}

} // namespace cf
