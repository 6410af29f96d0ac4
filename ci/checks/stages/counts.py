# SPDX-License-Identifier: MIT
"""How many tests a stage ran, read from what its tools leave behind."""

import json
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Counts:
    """Tests that passed, failed and were skipped."""

    passed: int = 0
    failed: int = 0
    skipped: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.passed + other.passed, self.failed + other.failed,
                      self.skipped + other.skipped)

    def __str__(self) -> str:
        skipped = f", {self.skipped} skipped" if self.skipped else ""
        return f"{self.passed} passed, {self.failed} failed{skipped}"


# From a stage's whole output to its counts; None where the output holds none.
Reader = Callable[[str], Counts | None]


def unittest_counts(log: str) -> Counts | None:
    """Sums the closing lines of Python's unittest."""
    ran = [int(number) for number in re.findall(r"^Ran (\d+) tests?", log, re.MULTILINE)]
    if not ran:
        return None
    closing = " ".join(re.findall(r"^(?:OK|FAILED) \((.*)\)$", log, re.MULTILINE))

    def total(words: str) -> int:
        return sum(int(number) for number in re.findall(rf"(?:{words})=(\d+)", closing))
    failed, skipped = total("failures|errors|unexpected successes"), total("skipped")
    return Counts(sum(ran) - failed - skipped, failed, skipped)


def meson_counts(log: str) -> Counts | None:
    """The table at the end of `meson test`."""
    table = dict(re.findall(r"^(Ok|Fail|Timeout|Skipped|Expected Fail|Unexpected Pass): +(\d+)",
                            log, re.MULTILINE))
    if not table:
        return None
    number = {name: int(value) for name, value in table.items()}
    return Counts(number.get("Ok", 0) + number.get("Expected Fail", 0),
                  number.get("Fail", 0) + number.get("Timeout", 0)
                  + number.get("Unexpected Pass", 0),
                  number.get("Skipped", 0))


def faults_counts(log: str) -> Counts | None:
    """The table of ci/faults: a fault without trouble is a test that passed."""
    rows = re.findall(r"^\S.*? {2,}(\d+)(?: +\d+){5} +(\d+) +\d+$", log, re.MULTILINE)
    if not rows:
        return None
    troubles = sum(int(trouble) for _, trouble in rows)
    return Counts(max(sum(int(times) for times, _ in rows) - troubles, 0), troubles)


PASSING = ("pass", "warn")
NOT_RUN = ("skip", "notrun")


def results_counts(directory: Path, least: int = 1) -> Reader:
    """The cases of a results directory. Fewer than `least` is a failure of its own: a suite that
    lost its cases must not be green."""
    def read(_log: str) -> Counts | None:
        try:
            tests = json.loads((directory / "results.json").read_text())["tests"]
        except (OSError, ValueError, KeyError):
            return None
        outcomes = Counter("pass" if test.get("expected", {}).get("met") else test["result"]
                           for test in tests.values())
        passed = sum(outcomes[name] for name in PASSING)
        skipped = sum(outcomes[name] for name in NOT_RUN)
        lost = 1 if len(tests) < least else 0
        return Counts(passed, outcomes.total() - passed - skipped + lost, skipped)
    return read
