// SPDX-License-Identifier: MIT
#include "host/taint.h"

#include <cerrno>
#include <charconv>
#include <string_view>

#include "base/text_file.h"

namespace cf
{

namespace
{

// Bit N is shown as letter N (kernel/panic.c, taint_flags). A clear bit 0 is not shown.
constexpr std::string_view kLetters = "PFSRMBUDAWCIOELKXTNJ";

} // namespace

std::string Taint::letters() const
{
	std::string text;
	for (std::size_t bit = 0; bit < 64; ++bit) {
		if (bits >> bit & 1)
			text += bit < kLetters.size() ? kLetters[bit] : '?';
	}
	return text;
}

Result<Taint> try_read_taint()
{
	const std::string path = "/proc/sys/kernel/tainted";
	const Result<std::string> text = try_read_text(path);
	if (!text.ok())
		return text.failure();
	const std::string &digits = text.value();
	Taint taint;
	if (std::from_chars(digits.data(), digits.data() + digits.size(), taint.bits).ec !=
		std::errc{})
		return Failure{Errno{EBADMSG}, "number in " + path};
	return taint;
}

} // namespace cf
