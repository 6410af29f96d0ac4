# SPDX-License-Identifier: MIT
"""What a campaign says of its mutants, and which of them share a run."""

import time
from collections.abc import Iterator

from .mutants import Mutant
from .record.report import CAUGHT, EQUIVALENT, MISSED, Entry
from .trial.trials import Result


def told(result: Result, with_case: bool = True) -> str:
    """What gave it away, or how the guest ended."""
    if not result.catches:
        return result.end
    catch = result.catches[0]
    return f"{catch.id}  " * with_case + f"{catch.verdict}: {catch.reason}"


def companies(unseen: list[Mutant], most: int) -> Iterator[list[Mutant]]:
    """Groups with no function changed twice, since a function can be only one of its copies."""
    left = list(unseen)
    while left:
        group: list[Mutant] = []
        for mutant in list(left):
            place = (mutant.file, mutant.within)
            if len(group) < most and place not in {(other.file, other.within) for other in group}:
                group.append(mutant)
                left.remove(mutant)
        yield group


def summary(entries: list[Entry], equivalent: int) -> str:
    """The counts, and how much of what can be seen is seen."""
    count = {word: sum(entry.outcome == word for entry in entries) for word in (CAUGHT, MISSED)}
    told = sum(count.values())
    share = f" ({100 * count[CAUGHT] / told:.0f} %)" if told else ""
    return f"{count[CAUGHT]} {CAUGHT}{share}, {count[MISSED]} {MISSED}, {equivalent} {EQUIVALENT}"


def today() -> str:
    return time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime())
