# SPDX-License-Identifier: MIT
"""The other way round: for each case a mutant that turns it red. A case that none turns red makes
a claim that nobody has seen fail."""

from fnmatch import fnmatchcase

from .mutants import Mutant
from .trials import Trials

# A mutant that takes the guest down ends the run of all cases behind the one that met it.
DEATHS = 3


class Search:
    """What has been found so far: `found` names the mutant by case, `open` has the rest."""

    def __init__(self, cases: set[str], found: dict[str, str]):
        self.found = dict(found)
        self.open = cases - found.keys()

    def in_order(self, mutants: list[Mutant]) -> list[Mutant]:
        """First those that are expected to be seen by the most of the open cases."""
        return sorted((mutant for mutant in mutants if not mutant.equivalent),
                      key=lambda mutant: -self._expected(mutant))

    def _expected(self, mutant: Mutant) -> int:
        patterns = [full_pattern(pattern) for pattern in mutant.tests]
        return sum(any(fnmatchcase(case, pattern) for pattern in patterns) for case in self.open)

    def ask(self, trials: Trials, number: int, name: str) -> None:
        """Runs the open cases with this mutant on, and notes which of them it turns red."""
        for _ in range(DEATHS):
            result = trials.run([number], sorted(self.open), until_fail=False)
            red = {catch.id for catch in result.catches} & self.open
            if result.end and result.seen.in_flight in self.open:
                red.add(result.seen.in_flight)
            self.found.update(dict.fromkeys(red, name))
            self.open -= red
            if not (result.end and red and self.open):
                return


def full_pattern(pattern: str) -> str:
    """As the runner means it: what has no star stands for all below it."""
    return pattern if "*" in pattern else f"{pattern}@*"
