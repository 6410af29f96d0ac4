// SPDX-License-Identifier: MIT
#pragma once

#include <memory>
#include <string>
#include <string_view>

// A regular expression that a user wrote, in RE2's syntax (that of Perl without look-around and
// back references). Whatever it is, compiling it takes little memory and matching takes time in
// proportion to the text: the C library's unrolls "x+++++++" until no memory is left.

namespace re2
{
class RE2;
}

namespace cf
{

class Regex
{
public:
	// Throws std::invalid_argument that says what is wrong with the pattern.
	explicit Regex(const std::string &pattern);

	// Whether it matches anywhere in `text`, which need not be UTF-8.
	bool is_found_in(std::string_view text) const;

private:
	std::shared_ptr<const re2::RE2> compiled_;
};

} // namespace cf
