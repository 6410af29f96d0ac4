# SPDX-License-Identifier: MIT
"""The search for mutants that turn cases red."""

import unittest

from mutation.mutants import Mutant
from mutation.trial.trials import Result
from mutation.trial.verdicts import Catch, Seen
from mutation.witnesses import DEATHS, Search


def mutant(name: str, *tests: str, equivalent: str = "") -> Mutant:
    return Mutant(name, "file.c", "function", "a", "b", "bug", tests=tests, equivalent=equivalent)


def failed(*cases: str) -> Result:
    return Result([Catch(case, "fail", "") for case in cases], "", Seen(), 1.0)


def died_in(case: str, *failures: str) -> Result:
    ended = {name: ("fail", "") for name in failures}
    return Result([Catch(name, "fail", "") for name in failures], "the guest ended",
                  Seen(ended=ended, in_flight=case), 1.0)


class Searching(unittest.TestCase):
    def test_who_is_expected_to_be_seen_most_comes_first_and_equivalents_never(self):
        search = Search({"a@b@c", "a@b@d", "x@y@z"}, {}, [
            mutant("none"), mutant("one", "x@y"), mutant("two", "a@*"),
            mutant("same", "a@*", equivalent="why")])
        first = [search.next() for _ in range(2)]
        self.assertEqual([(found.name, cases) for found, cases in first],
                         [("two", ["a@b@c", "a@b@d"]), ("one", ["x@y@z"])])

    def test_what_nobody_expected_to_see_meets_everybody_once(self):
        search = Search({"a", "b"}, {}, [mutant("first"), mutant("second")])
        asked = []
        while found := search.next():
            asked.append((found[0].name, found[1]))
        self.assertEqual(asked, [("first", ["a", "b"]), ("second", ["a", "b"])])

    def test_what_is_red_is_not_asked_again(self):
        search = Search({"a", "b"}, {}, [mutant("first"), mutant("second")])
        found, cases = search.next()
        search.take(found, cases, failed("a"))
        self.assertEqual((search.found, search.open, search.next()[1]),
                         ({"a": "first"}, {"b"}, ["b"]))

    def test_behind_the_end_of_a_guest_it_goes_on(self):
        search = Search({"a", "b", "c"}, {}, [mutant("deadly")])
        found, cases = search.next()
        search.take(found, cases, died_in("b", "a"))
        self.assertEqual(search.next()[1], ["c"])
        self.assertEqual(search.found, {"a": "deadly", "b": "deadly"})

    def test_a_guest_that_dies_again_and_again_is_given_up(self):
        search = Search({"a", "b"}, {}, [mutant("deadly")])
        times = 0
        while found := search.next():
            search.take(*found, died_in("elsewhere"))
            times += 1
        self.assertEqual((times, search.open), (DEATHS, {"a", "b"}))

    def test_what_was_known_is_not_open(self):
        self.assertEqual(Search({"a", "b"}, {"a": "m"}, []).open, {"b"})


if __name__ == "__main__":
    unittest.main()
