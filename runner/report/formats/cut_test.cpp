// SPDX-License-Identifier: MIT
#include "report/formats/cut.h"

#include <gtest/gtest.h>

#include "text/utf8.h"

namespace cf
{
namespace
{

TEST(Cut, keeps_what_fits)
{
	EXPECT_EQ(cut_middle("abcd", 4), "abcd");
	EXPECT_EQ(cut_middle("", 4), "");
}

TEST(Cut, keeps_both_ends_and_says_how_much_is_gone)
{
	EXPECT_EQ(cut_middle("0123456789", 4), "01\n[… 6 bytes left out here …]\n89");
}

TEST(Cut, cuts_no_character_in_two)
{
	const std::string text = "äöüßäöüßäöüß";
	for (std::size_t limit = 0; limit < text.size(); ++limit)
		EXPECT_TRUE(is_utf8(cut_middle(text, limit))) << limit;
}

} // namespace
} // namespace cf
