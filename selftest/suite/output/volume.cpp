// SPDX-License-Identifier: MIT
//
// Cases with output that a runner may choke on: too much of it, and bytes that are no text.

#include <cstdio>
#include <string>

#include <unistd.h>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

constexpr std::size_t kMegabyte = 1'000'000;

// NUL, a lone continuation byte, an overlong form, a surrogate, half a character.
const std::string kNoText{"a\0b\x80"
			  "c\xc0\xaf"
			  "d\xed\xa0\x80"
			  "e\xe2\x82",
	14};

TEST(Output, of_50_megabytes)
{
	const std::string line = std::string(99, 'x') + "\n";
	std::string block;
	while (block.size() < kMegabyte)
		block += line;
	std::puts("first line");
	for (int i = 0; i < 50; ++i)
		std::fwrite(block.data(), 1, block.size(), stdout);
	std::puts("last line");
}

TEST(Output, of_nuls_and_broken_utf8)
{
	std::fwrite(kNoText.data(), 1, kNoText.size(), stdout);
	std::fwrite(kNoText.data(), 1, kNoText.size(), stderr);
}

TEST(Output, of_broken_utf8_in_a_failure)
{
	ADD_FAILURE() << "found \"" << kNoText << "\" there";
}

TEST(Output, without_a_newline_at_the_end)
{
	std::fputs("no newline", stderr);
}

TEST(Output, of_a_very_long_failure)
{
	ADD_FAILURE() << "long " << std::string(kMegabyte, 'y');
}

} // namespace
} // namespace cf
