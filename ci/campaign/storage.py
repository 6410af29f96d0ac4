# SPDX-License-Identifier: MIT
"""Runs whose results directory runs full, becomes read-only, or loses its power."""

import shutil
from pathlib import Path

from . import journal
from .disk import Disk
from .kills import life
from .plan import Plan, last_line, note_survivors, resume
from .runs import FINISHED, NOT_FINISHED, Session
from .verdicts import Ledger, Tally

REASONS = ("No space left", "Read-only file system", "Input/output error")


def fill_disks(plan: Plan, points: int) -> Tally:
    """The disk is full after a growing number of bytes, up to nearly all that a run writes."""
    tally = Tally()
    with Disk(plan.home) as disk:
        whole = size_of_a_run(plan, disk)
        for point in range(points):
            label = f"disk full: {point + 1} of {points}"
            plan.progress.show(label)
            disk.fill(int(whole * (point + 0.5) / points))
            results = disk.path / f"full-{point}"
            session = start(plan, results)
            status = session.finish()
            disk.free()
            if status in FINISHED:
                tally.trouble(f"{label}: status {status} although the disk was full")
            check_refusal(tally, label, session, status, journal.read(results).begun)
            go_on(plan, tally, Ledger(tally, label), session, results)
    return tally


def forbid_writing(plan: Plan, times: int) -> Tally:
    """The file system turns read-only under a run, as after an error of its medium."""
    tally = Tally()
    with Disk(plan.home) as disk:
        while tally.faults < times:
            label = f"read-only: {tally.faults + 1} of {times}"
            plan.progress.show(label)
            results = disk.path / f"read-only-{tally.faults}"
            session = start(plan, results)
            status = session.wait(life(plan.chance))
            disk.forbid_writing()
            begun = journal.read(results).begun
            if status is None:
                status = session.finish()
                check_refusal(tally, label, session, status, begun)
            disk.replace_medium()
            go_on(plan, tally, Ledger(tally, label), session, results)
    return tally


def lose_power(plan: Plan, times: int) -> Tally:
    """Runner and disk stop at once, and what was not synced is lost. What the runner had shown must
    have been synced before."""
    tally = Tally()
    with Disk(plan.home) as disk:
        while tally.faults < times:
            label = f"power lost: {tally.faults + 1} of {times}"
            plan.progress.show(label)
            results = disk.path / f"power-{tally.faults}"
            session = start(plan, results)
            session.wait(life(plan.chance))
            shown = session.shown()
            disk.lose_power()
            session.kill()
            note_survivors(session, tally)
            disk.replace_medium()
            ledger = Ledger(tally, label)
            ledger.shown(shown)
            go_on(plan, tally, ledger, session, results)
    return tally


def start(plan: Plan, results: Path) -> Session:
    """A run on the disk, whose terminal is elsewhere."""
    return Session(plan.build.run_words(results, plan.chance), plan.fresh("output"))


def size_of_a_run(plan: Plan, disk: Disk) -> int:
    """What an undisturbed run leaves."""
    results = disk.path / "whole"
    start(plan, results).finish()
    size = sum(path.stat().st_size for path in results.iterdir())
    shutil.rmtree(results)
    return size


def go_on(plan: Plan, tally: Tally, ledger: Ledger, session: Session, results: Path) -> None:
    """Takes down what is on the disk now, and resumes if the run had begun."""
    tally.faults += 1
    note_survivors(session, tally)
    found = journal.read(results)
    ledger.interrupted(found)
    troubles = len(tally.troubles)
    if found.begun:
        resume(plan, results, tally, ledger)
    if len(tally.troubles) > troubles and results.exists():
        shutil.copytree(results, plan.home / results.name)
    shutil.rmtree(results, ignore_errors=True)


def check_refusal(tally: Tally, label: str, session: Session, status: int, begun: bool) -> None:
    """Status 3, or 2 when the run could not even begin, and why in so many words."""
    if status != NOT_FINISHED and (begun or status != 2):
        tally.trouble(f"{label}: status {status}: {last_line(session.text())}")
    if not any(reason in session.text() for reason in REASONS):
        tally.trouble(f"{label}: does not say why it stops: {last_line(session.text())}")
