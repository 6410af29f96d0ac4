# SPDX-License-Identifier: MIT
"""The files of mutants are read, and what is wrong in them is said."""

import tempfile
import unittest
from pathlib import Path

from mutation import Failure, mutants
from mutation.campaign import check_filters, companies
from mutation.kernel.tree import guilty
from mutation.witnesses import is_meant

ENTRY = """
[[mutant]]
name = "{name}"
within = "f"
from = "a"
to = "b"
bug = "It is wrong."
"""


class Reading(unittest.TestCase):
    def read(self, text: str) -> list[mutants.Mutant]:
        with tempfile.TemporaryDirectory() as home:
            (Path(home) / "subject.toml").write_text(text, encoding="utf-8")
            return mutants.load(Path(home))

    def test_what_the_file_says_is_for_all_of_them(self):
        head = 'file = "a.c"\nsince = "6.12"\n'
        found, = self.read(head + ENTRY.format(name="one"))
        self.assertEqual((found.name, found.file, found.subject), ("subject/one", "a.c", "subject"))
        self.assertTrue(found.is_for((6, 12, 3)))
        self.assertFalse(found.is_for((6, 1, 190)))

    def test_a_misspelt_key_is_an_error(self):
        with self.assertRaisesRegex(Failure, "subject/one: test is unknown"):
            self.read('file = "a.c"\n' + ENTRY.format(name="one") + 'test = ["x"]\n')

    def test_a_missing_key_is_an_error(self):
        with self.assertRaisesRegex(Failure, "subject/one: file is missing"):
            self.read(ENTRY.format(name="one"))

    def test_one_name_is_one_mutant(self):
        with self.assertRaisesRegex(Failure, "two mutants"):
            self.read('file = "a.c"\n' + ENTRY.format(name="one") * 2)

    def test_a_name_that_matches_nothing_is_an_error(self):
        with self.assertRaisesRegex(Failure, "called nobody"):
            mutants.select(mutants.load(), ["nobody"])

    def test_the_words_around_a_change_do_not_matter(self):
        one, = self.read('file = "a.c"\n' + ENTRY.format(name="one"))
        two, = self.read('file = "a.c"\n' + ENTRY.format(name="two"))
        self.assertEqual(one.fingerprint, two.fingerprint)

    def test_our_own_are_well_formed(self):
        found = mutants.load()
        self.assertGreaterEqual(len(found), 60)
        for mutant in found:
            self.assertTrue(mutant.bug.endswith("."), mutant.name)


class Company(unittest.TestCase):
    def test_no_function_is_changed_twice_in_one_company(self):
        def of(name: str, within: str) -> mutants.Mutant:
            return mutants.Mutant(name, "a.c", within, "a", "b", "c")
        unseen = [of("1", "f"), of("2", "f"), of("3", "g"), of("4", "h")]
        names = [[mutant.name for mutant in group] for group in companies(unseen, 2)]
        self.assertEqual(names, [["1", "3"], ["2", "4"]])

    def test_who_is_expected_to_see_it_must_be_there(self):
        mutant = mutants.Mutant("a/b", "a.c", "f", "a", "b", "c", tests=("fences@usage",))
        check_filters([mutant], ["fences@usage@one"])
        with self.assertRaisesRegex(Failure, "a/b: no case of this kernel is fences@usage"):
            check_filters([mutant], ["fences@used@one"])

    def test_patterns_are_the_runners(self):
        for pattern, case, meant in (("fences@usage", "fences@usage@one", True),
                                     ("fences@usage", "fences@usages@one", False),
                                     ("fences@usage@one", "fences@usage@one", True),
                                     ("*_to_vgem", "import@content@drm_to_vgem", True),
                                     ("*_to_vgem", "import@content@drm_to_vgem@it", True)):
            with self.subTest(pattern=pattern, case=case):
                self.assertEqual(is_meant(pattern, case), meant)


class Compiling(unittest.TestCase):
    def test_errors_are_told_by_their_function(self):
        output = ("a.c: In function 'f__mutant_7':\na.c:1:2: warning: odd\n"
                  "a.c: In function 'g__mutant_12':\na.c:3:4: error: wrong\n"
                  "a.c: In function 'h':\na.c:5:6: error: wrong\n")
        self.assertEqual(guilty(output), {12})


if __name__ == "__main__":
    unittest.main()
