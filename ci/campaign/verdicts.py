# SPDX-License-Identifier: MIT
"""What every case must end as, and the account of what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass, field, fields

from .journal import Journal

# By the name in the id, campaign@mixture@ends_as_named@NN_NAME.
ENDS_AS = {
    "passes": "pass", "passes_slowly": "pass", "talks": "pass", "warns": "warn", "skips": "skip",
    "fails": "fail", "fails_slowly": "fail", "leaves_a_child": "fail",
    "crashes": "crash", "crashes_slowly": "crash", "leaves_with_3": "crash",
}


def promised(name: str) -> str:
    """The verdict of a case that nothing disturbs."""
    return ENDS_AS[name.rpartition("@")[2].partition("_")[2]]


@dataclass
class Tally:
    """The numbers of one kind of fault."""

    faults: int = 0
    resumes: int = 0
    verdicts: int = 0
    lost: int = 0
    changed: int = 0
    invented: int = 0
    troubles: list[str] = field(default_factory=list)

    @property
    def sound(self) -> bool:
        return not (self.lost or self.changed or self.invented or self.troubles)

    def trouble(self, text: str) -> None:
        self.troubles.append(text)

    def add(self, other: "Tally") -> None:
        """Takes another's numbers over."""
        for item in fields(self):
            setattr(self, item.name, getattr(self, item.name) + getattr(other, item.name))


class Ledger:
    """The verdicts of one run, through all its interruptions. A finished one is in the journal, or
    was shown, when a fault comes; from then on it must stay."""

    def __init__(self, tally: Tally, label: str):
        self._tally = tally
        self._label = label
        self._finished: dict[str, str] = {}
        self._in_flight: set[str] = set()
        self._may_crash = 0

    def interrupted(self, journal: Journal) -> None:
        """Takes down what a fault has left."""
        for text in journal.contradictions:
            self._trouble(text)
        self._compare(journal.ended)
        self._finished.update(journal.ended)
        self._in_flight |= journal.in_flight

    def shown(self, verdicts: dict[str, str]) -> None:
        """Takes down what the runner told the user."""
        self._finished.update(
            {name: verdict for name, verdict in verdicts.items() if verdict != "incomplete"})

    def test_killed(self) -> None:
        """One more case may end as a crash."""
        self._may_crash += 1

    def close(self, ids: Iterable[str], results: list[tuple[str, str]]) -> None:
        """Judges the final results."""
        final = dict(results)
        if len(final) != len(results):
            self._trouble("a test stands in the results twice")
        self._tally.verdicts += len(final)
        self._compare(final)
        for name in set(ids) - final.keys() - self._finished.keys():
            self._trouble(f"{name} has no verdict")
        for name in final.keys() - set(ids):
            self._invented(name, final[name])
        for name in final.keys() & set(ids) - self._finished.keys():
            if not self._is_explained(name, final[name]):
                self._invented(name, final[name])

    def _is_explained(self, name: str, verdict: str) -> bool:
        if verdict == promised(name):
            return True
        if verdict == "incomplete":
            return name in self._in_flight
        if verdict == "crash" and self._may_crash:
            self._may_crash -= 1
            return True
        return False

    def _compare(self, later: dict[str, str]) -> None:
        for name, verdict in self._finished.items():
            if name not in later:
                self._tally.lost += 1
                self._trouble(f"{name} was {verdict} and is lost")
            elif later[name] != verdict:
                self._tally.changed += 1
                self._trouble(f"{name} was {verdict} and is {later[name]}")

    def _invented(self, name: str, verdict: str) -> None:
        self._tally.invented += 1
        self._trouble(f"{name} is {verdict} for no reason")

    def _trouble(self, text: str) -> None:
        self._tally.trouble(f"{self._label}: {text}")
