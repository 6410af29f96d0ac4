// SPDX-License-Identifier: MIT
#include "text/lines.h"

#include <algorithm>

#include <fmt/format.h>

namespace cf
{

std::string_view first_line(std::string_view text)
{
	return text.substr(0, text.find('\n'));
}

std::string first_lines(std::string_view text, std::size_t lines, std::size_t bytes)
{
	while (text.ends_with('\n'))
		text.remove_suffix(1);
	std::size_t end = 0;
	for (std::size_t line = 0; line < lines && end < text.size(); ++line)
		end = std::min(text.find('\n', line ? end + 1 : 0), text.size());
	end = std::min(end, bytes);
	return fmt::format("{}{}", text.substr(0, end), end < text.size() ? " …" : "");
}

} // namespace cf
