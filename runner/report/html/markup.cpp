// SPDX-License-Identifier: MIT
#include "report/html/markup.h"

#include <stdexcept>

#include "report/html/page_parts.h"
#include "text/utf8.h"

namespace cf
{

namespace
{

using Fragments = std::map<std::string_view, std::string_view>;

// Each begins with a line "<!-- name -->" and ends before the newline of its last line.
Fragments split_fragments(std::string_view text)
{
	constexpr std::string_view open = "<!-- ";
	constexpr std::string_view close = " -->\n";
	Fragments fragments;
	while (!text.empty()) {
		const std::size_t name_end = text.find(close);
		const std::string_view name = text.substr(open.size(), name_end - open.size());
		text.remove_prefix(name_end + close.size());
		const std::size_t end = std::min(text.find("\n<!-- "), text.size() - 1);
		fragments[name] = text.substr(0, end);
		text.remove_prefix(end + 1);
	}
	return fragments;
}

const std::string &value_of(const Values &values, std::string_view key)
{
	const auto found = values.find(key);
	if (found == values.end())
		throw std::logic_error("the template wants " + std::string(key));
	return found->second;
}

} // namespace

std::string escape_html(std::string_view text)
{
	std::string markup;
	for (const char c : printable(text)) {
		switch (c) {
		case '&':
			markup += "&amp;";
			break;
		case '<':
			markup += "&lt;";
			break;
		case '>':
			markup += "&gt;";
			break;
		case '"':
			markup += "&quot;";
			break;
		case '\'':
			markup += "&#39;";
			break;
		default:
			markup += c;
		}
	}
	return markup;
}

std::string fill_template(std::string_view text, const Values &values)
{
	std::string filled;
	for (std::size_t at = 0; (at = text.find("{{")) != text.npos;) {
		filled += text.substr(0, at);
		const bool markup = text.substr(at).starts_with("{{{");
		const std::string_view close = markup ? "}}}" : "}}";
		const std::size_t begin = at + close.size();
		const std::size_t end = text.find(close, begin);
		const std::string &value = value_of(values, text.substr(begin, end - begin));
		filled += markup ? value : escape_html(value);
		text.remove_prefix(end + close.size());
	}
	filled += text;
	return filled;
}

std::string fragment(std::string_view name, const Values &values)
{
	static const Fragments fragments = split_fragments(kFragments);
	const auto found = fragments.find(name);
	if (found == fragments.end())
		throw std::logic_error("no fragment " + std::string(name));
	return fill_template(found->second, values);
}

} // namespace cf
