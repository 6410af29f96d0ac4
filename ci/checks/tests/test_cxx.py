# SPDX-License-Identifier: MIT
"""The lexer finds functions and leaves everything else alone."""

import unittest

from .. import cxx

SOURCE = '''\
#define BRACE {
namespace cf
{
// void commented() {
static const Row kRows[] = {
	{"a", f()},
};
struct Point {
	Point(int x)
	    : x_{x}, y_{2}
	{
		use(R"(})", '}', "}", 1'000);
	}
	int x() const { return x_; }
};
template <typename T> T twice(T value)
{
	return [](T v) {
		return v + v;
	}(value);
}
TEST_P(Fence, waits)
{
	EXPECT_TRUE(true);
}
} // namespace cf
'''


class Lexer(unittest.TestCase):
    """Functions, includes and blanking."""

    def test_finds_each_function_with_its_inner_lines(self) -> None:
        bare = cxx.blank_preprocessor(cxx.blank(SOURCE, strings=True))
        found = [(f.name, f.line, f.length, f.is_test) for f in cxx.functions(bare)]
        self.assertEqual(found, [("Point", 11, 1, False), ("x", 14, 0, False),
                                 ("twice", 17, 3, False), ("waits", 23, 1, True)])

    def test_blanking_keeps_every_position(self) -> None:
        for strings in (False, True):
            blanked = cxx.blank(SOURCE, strings)
            self.assertEqual(len(blanked), len(SOURCE))
            self.assertEqual(blanked.count("\n"), SOURCE.count("\n"))
        self.assertNotIn("commented", cxx.blank(SOURCE, strings=False))

    def test_includes_tell_own_from_library(self) -> None:
        code = '#include <string>\n\n #  include "base/a.h"\n'
        self.assertEqual(cxx.includes(code), [cxx.Include(1, "string", False),
                                              cxx.Include(3, "base/a.h", True)])
