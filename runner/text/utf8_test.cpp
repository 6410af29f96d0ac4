// SPDX-License-Identifier: MIT
#include "text/utf8.h"

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TEST(Utf8, knows_valid_sequences)
{
	for (const char *text : {"", "plain\n", "\u00e4", "\u20ac", "\U0001f600", "\uffff"})
		EXPECT_TRUE(is_utf8(text)) << text;
}

TEST(Utf8, knows_broken_sequences)
{
	for (const char *bytes : {"\x80", "\xc0\x80", "\xc1\xbf", "\xe0\x9f\xbf", "\xed\xa0\x80",
		     "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xe2\x82",
		     "\xe2(\xa1", "\xc3("})
		EXPECT_FALSE(is_utf8(bytes)) << printable(bytes);
}

TEST(Printable, escapes_broken_bytes_and_controls_only)
{
	using namespace std::string_literals;
	EXPECT_EQ(printable("tab\tnewline\n\u20ac\\"), "tab\tnewline\n\u20ac\\");
	EXPECT_EQ(printable("a\0b\x1b[1m\r\x7f"s), "a\\x00b\\x1b[1m\\x0d\\x7f");
	EXPECT_EQ(printable("\xc3("), "\\xc3(");
	EXPECT_EQ(printable("\xe2\x82"), "\\xe2\\x82");
	EXPECT_EQ(printable("\xed\xa0\x80"), "\\xed\\xa0\\x80");
}

TEST(Latin1, carries_every_byte_there_and_back)
{
	std::string bytes;
	for (int byte = 0; byte < 256; ++byte)
		bytes += static_cast<char>(byte);
	const std::string text = latin1_to_utf8(bytes);
	EXPECT_TRUE(is_utf8(text));
	EXPECT_EQ(utf8_to_latin1(text), bytes);
}

} // namespace
} // namespace cf
