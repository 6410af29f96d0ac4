// SPDX-License-Identifier: MIT
#include "kernel/report/symbol.h"

#include <algorithm>
#include <cctype>
#include <optional>

namespace cf
{

namespace
{

struct Span {
	std::size_t name = 0;   // where the name begins
	std::size_t offset = 0; // where "+0x" is
	std::size_t end = 0;    // behind the size
};

bool is_name_character(char c)
{
	return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || c == '.' || c == '$';
}

// Behind the digits of "0x12ab" at `at`; `at` itself when there is no such number.
std::size_t skip_hex(std::string_view text, std::size_t at)
{
	if (!text.substr(at).starts_with("0x"))
		return at;
	std::size_t end = at + 2;
	while (end < text.size() && std::isxdigit(static_cast<unsigned char>(text[end])))
		++end;
	return end > at + 2 ? end : at;
}

std::optional<Span> next_symbol(std::string_view text, std::size_t from)
{
	for (std::size_t plus; (plus = text.find("+0x", from)) != text.npos; from = plus + 1) {
		const std::size_t slash = skip_hex(text, plus + 1);
		std::size_t name = plus;
		while (name > from && is_name_character(text[name - 1]))
			--name;
		if (name == plus || slash >= text.size() || text[slash] != '/')
			continue;
		if (const std::size_t end = skip_hex(text, slash + 1); end > slash + 1)
			return Span{name, plus, end};
	}
	return std::nullopt;
}

} // namespace

std::string_view find_symbol(std::string_view text)
{
	const auto found = next_symbol(text, 0);
	return found ? text.substr(found->name, found->offset - found->name) : std::string_view{};
}

std::string without_offsets(std::string_view text)
{
	std::string bare;
	std::size_t done = 0;
	while (const auto symbol = next_symbol(text, done)) {
		bare += text.substr(done, symbol->offset - done);
		done = symbol->end;
	}
	bare += text.substr(done);
	return bare;
}

std::string title_of_leak(std::string_view text)
{
	constexpr std::string_view by = "kmemleak: ";
	if (text.starts_with(by))
		text.remove_prefix(by.size());
	if (text.ends_with(':'))
		text.remove_suffix(1);
	const std::size_t at = text.find(" 0x");
	const std::size_t end = at == text.npos ? at : skip_hex(text, at + 1);
	if (at == text.npos || end == at + 1)
		return std::string(text);
	return std::string(text.substr(0, at)) + std::string(text.substr(end));
}

std::string_view place_of_warning(std::string_view text)
{
	constexpr std::string_view start = "WARNING: ";
	constexpr std::string_view at = " at ";
	if (!text.starts_with(start))
		return {};
	text.remove_prefix(start.size());
	const std::size_t found = text.find(at);
	if (found == text.npos)
		return {};
	const std::string_view before = text.substr(0, found);
	std::string_view after = text.substr(found + at.size());
	after = after.substr(0, after.find(' '));
	const std::string_view place = before.starts_with("CPU: ") ? after : before;
	return place.find(':') == place.npos ? std::string_view{} : place;
}

} // namespace cf
