# SPDX-License-Identifier: MIT
"""What every kind of fault is given to work with."""

import random
import shutil
from dataclasses import dataclass
from pathlib import Path

from . import journal
from .progress import Progress
from .runs import NOT_FINISHED, Build, Session, close
from .verdicts import Ledger, Tally


@dataclass
class Plan:
    """A campaign's build, its directory, its luck and its place on the terminal."""

    build: Build
    home: Path
    chance: random.Random
    progress: Progress
    _next: int = 0

    def fresh(self, label: str) -> Path:
        """A name in our directory that nobody has used."""
        self._next += 1
        return self.home / f"{label}-{self._next}"


def resume(plan: Plan, results: Path, tally: Tally, ledger: Ledger) -> None:
    """Goes on with a run for the last time, and judges its end."""
    session = Session(plan.build.resume_words(results), plan.fresh("output"))
    tally.resumes += 1
    status = session.finish()
    ledger.shown(session.shown())
    note_survivors(session, tally)
    if status == NOT_FINISHED:
        tally.trouble(f"{results}: resume does not finish: {last_line(session.text())}")
    close(ledger, tally, plan.build, results, status)


def note_survivors(session: Session, tally: Tally) -> None:
    """A runner that is gone takes all its processes along."""
    for pid in session.survivors():
        tally.trouble(f"process {pid} outlives its runner")


def start_again(results: Path) -> bool:
    """Whether a run died before it had begun: then there is nothing to go on with."""
    if journal.read(results).begun:
        return False
    shutil.rmtree(results, ignore_errors=True)
    return True


def last_line(text: str) -> str:
    """Where a command says what went wrong."""
    return (text.strip().splitlines() or [""])[-1]
