# SPDX-License-Identifier: MIT
"""The search for mutants that turn cases red."""

import unittest

from mutation.mutants import Mutant
from mutation.trials import Result
from mutation.verdicts import Catch, Seen
from mutation.witnesses import Search


def mutant(name: str, *tests: str, equivalent: str = "") -> Mutant:
    return Mutant(name, "file.c", "function", "a", "b", "bug", tests=tests, equivalent=equivalent)


class Script:
    """Stands in for the trials: answers in order, and what it was asked to run."""

    def __init__(self, *results: Result):
        self.results = list(results)
        self.asked: list[list[str]] = []

    def run(self, _on: list[int], filters: list[str], until_fail: bool) -> Result:
        assert not until_fail
        self.asked.append(filters)
        return self.results.pop(0)


def failed(*cases: str) -> Result:
    return Result([Catch(case, "fail", "") for case in cases], "", Seen(), 1.0)


def died_in(case: str, *failures: str) -> Result:
    return Result([Catch(name, "fail", "") for name in failures], "the guest ended",
                  Seen(in_flight=case), 1.0)


class Searching(unittest.TestCase):
    def test_who_is_expected_to_be_seen_most_comes_first_and_equivalents_never(self):
        search = Search({"a@b@c", "a@b@d", "x@y@z"}, {})
        chosen = [mutant("none"), mutant("one", "x@y"), mutant("two", "a@*"),
                  mutant("same", "a@*", equivalent="why")]
        self.assertEqual([found.name for found in search.in_order(chosen)], ["two", "one", "none"])

    def test_what_is_red_is_not_asked_again(self):
        search = Search({"a", "b"}, {})
        search.ask(Script(failed("a")), 1, "first")
        script = Script(failed())
        search.ask(script, 2, "second")
        self.assertEqual((script.asked, search.found, search.open),
                         ([["b"]], {"a": "first"}, {"b"}))

    def test_behind_the_end_of_a_guest_it_goes_on(self):
        search = Search({"a", "b", "c"}, {})
        script = Script(died_in("b", "a"), failed())
        search.ask(script, 1, "deadly")
        self.assertEqual(script.asked[1:], [["c"]])
        self.assertEqual(search.found, {"a": "deadly", "b": "deadly"})

    def test_a_guest_that_dies_between_the_cases_is_not_asked_for_ever(self):
        search = Search({"a"}, {})
        search.ask(Script(died_in("")), 1, "deadly")
        self.assertEqual(search.open, {"a"})

    def test_what_was_known_is_not_open(self):
        self.assertEqual(Search({"a", "b"}, {"a": "m"}).open, {"b"})


if __name__ == "__main__":
    unittest.main()
