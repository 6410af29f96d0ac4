# SPDX-License-Identifier: MIT
"""The other way round: for each case a mutant that turns it red. A case that none turns red makes
a claim that nobody has seen fail.

First each mutant meets the cases that are expected to see it, those with the most of them first;
what is open then meets all mutants.
"""

from collections import defaultdict
from fnmatch import fnmatchcase

from .mutants import Mutant
from .trial.trials import Result

# A mutant that takes the guest down ends the run of all cases behind the one that met it.
DEATHS = 3


class Search:
    """What has been found so far: `found` names the mutant by case, `open` has the rest."""

    def __init__(self, cases: set[str], found: dict[str, str], mutants: list[Mutant]):
        self.found = dict(found)
        self.open = cases - found.keys()
        self._mutants = [mutant for mutant in mutants if not mutant.equivalent]
        self._expected = {mutant: {case for case in self.open if is_expected(mutant, case)}
                          for mutant in self._mutants}
        self._asked: dict[Mutant, set[str]] = defaultdict(set)
        self._deaths: dict[Mutant, int] = defaultdict(int)

    def next(self) -> tuple[Mutant, list[str]] | None:
        """Who meets which cases now; nobody when each mutant has met what it can."""
        for narrow in (True, False):
            scopes = {mutant: self._scope(mutant, narrow) for mutant in self._mutants}
            mutant = max(scopes, key=lambda one: len(scopes[one]), default=None)
            if mutant and scopes[mutant]:
                self._asked[mutant] |= scopes[mutant]
                return mutant, sorted(scopes[mutant])
        return None

    def take(self, mutant: Mutant, cases: list[str], result: Result) -> None:
        """What came of it. Cases that the end of a guest kept from running are asked again."""
        red = {catch.id for catch in result.catches} & self.open
        if result.end and result.seen.in_flight in self.open:
            red.add(result.seen.in_flight)
        self.found.update(dict.fromkeys(red, mutant.name))
        self.open -= red
        if result.end and result.seen.in_flight:
            self._deaths[mutant] += 1
            if self._deaths[mutant] < DEATHS:
                self._asked[mutant] -= set(cases) - result.seen.ended.keys() - red

    def _scope(self, mutant: Mutant, narrow: bool) -> set[str]:
        cases = self._expected[mutant] if narrow else self.open
        return cases & self.open - self._asked[mutant]


def is_expected(mutant: Mutant, case: str) -> bool:
    """Whether the case is one of those that should see the mutant."""
    return any(is_meant(pattern, case) for pattern in mutant.tests)


def is_meant(pattern: str, case: str) -> bool:
    """As the runner means it: a pattern stands for what it matches and for all below that."""
    return fnmatchcase(case, pattern) or fnmatchcase(case, f"{pattern}@*")
