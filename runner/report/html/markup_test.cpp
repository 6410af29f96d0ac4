// SPDX-License-Identifier: MIT
#include "report/html/markup.h"

#include <stdexcept>

#include <gtest/gtest.h>

namespace cf
{
namespace
{

TEST(Markup, has_no_way_out_of_text)
{
	EXPECT_EQ(escape_html("<a b='c' d=\"e\">&\n\x1b"),
		"&lt;a b=&#39;c&#39; d=&quot;e&quot;&gt;&amp;\n\\x1b");
	EXPECT_EQ(escape_html("\xff ä"), "\\xff ä");
}

TEST(Template, escapes_values_unless_they_are_markup)
{
	EXPECT_EQ(fill_template("{{a}}-{{{a}}}-{{b}}", {{"a", "<i>"}, {"b", "{{a}}"}}),
		"&lt;i&gt;-<i>-{{a}}");
	EXPECT_EQ(fill_template("nothing", {}), "nothing");
}

TEST(Template, wants_each_of_its_values)
{
	EXPECT_THROW(fill_template("{{a}}", {}), std::logic_error);
}

TEST(Fragment, is_found_by_its_name)
{
	EXPECT_EQ(fragment("link", {{"anchor", "x"}, {"title", "A & B"}}),
		"<a href=\"#x\">A &amp; B</a>");
	EXPECT_THROW(fragment("no_such_fragment", {}), std::logic_error);
}

} // namespace
} // namespace cf
