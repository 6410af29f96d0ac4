// SPDX-License-Identifier: MIT
#include "report/formats/cut.h"

#include <fmt/format.h>

namespace cf
{

namespace
{

bool is_inside_character(char byte)
{
	return (static_cast<unsigned char>(byte) & 0xc0) == 0x80;
}

} // namespace

std::string cut_middle(std::string_view text, std::size_t limit)
{
	if (text.size() <= limit)
		return std::string(text);
	std::size_t head = limit / 2;
	while (head > 0 && is_inside_character(text[head]))
		--head;
	std::size_t tail = text.size() - limit / 2;
	while (tail < text.size() && is_inside_character(text[tail]))
		++tail;
	return fmt::format("{}\n[… {} bytes left out here …]\n{}", text.substr(0, head),
		tail - head, text.substr(tail));
}

} // namespace cf
