# SPDX-License-Identifier: MIT
"""SIGKILL at random instants, for the runner and for the processes below it."""

import os
import random
import signal
from pathlib import Path

from . import journal
from .plan import Plan, last_line, note_survivors, start_again
from .runs import FINISHED, Session, close
from .verdicts import Ledger, Tally

# A run of the campaign's cases takes about three seconds: it is hit several times.
MEAN_LIFE_S = 0.6
START_UP_S = 0.06


def life(chance: random.Random) -> float:
    """How long a process may live; one in five dies while it is still starting."""
    if chance.random() < 0.2:
        return chance.uniform(0, START_UP_S)
    return chance.expovariate(1 / MEAN_LIFE_S)


def kill_runners(plan: Plan, kills: int) -> Tally:
    """Kills the runner and what goes on for it, until as many have died as asked for."""
    tally = Tally()
    while tally.faults < kills:
        interrupted_run(plan, tally, kills)
    return tally


def interrupted_run(plan: Plan, tally: Tally, kills: int) -> None:
    """One run from its start to its results, through as many kills as come."""
    results = plan.fresh("killed")
    ledger = Ledger(tally, results.name)
    words = plan.build.run_words(results, plan.chance)
    while True:
        session = Session(words, plan.fresh("output"))
        status = session.wait(life(plan.chance) if tally.faults < kills else 0)
        if status is None and tally.faults >= kills:
            status = session.finish()
        ledger.shown(session.shown())
        if status is not None:
            break
        session.kill()
        tally.faults += 1
        plan.progress.show(f"runner killed: {tally.faults} of {kills}")
        ledger.shown(session.shown())
        ledger.interrupted(journal.read(results))
        # One resume in two comes while the dead runner's children are still leaving.
        if plan.chance.random() < 0.5:
            note_survivors(session, tally)
        if not start_again(results):
            words = plan.build.resume_words(results)
            tally.resumes += 1
    note_survivors(session, tally)
    if status not in FINISHED:
        tally.trouble(f"{results}: status {status}: {last_line(session.text())}")
    close(ledger, tally, plan.build, results, status)


def kill_tests(plan: Plan, kills: int) -> Tally:
    """Kills fork servers, workers and cases; the runner itself must go on."""
    tally = Tally()
    while tally.faults < kills:
        results = plan.fresh("tests-killed")
        ledger = Ledger(tally, results.name)
        session = Session(plan.build.run_words(results, plan.chance), plan.fresh("output"))
        status = session.wait(plan.chance.uniform(0, 0.5))
        while status is None and tally.faults < kills:
            if kill_one(session, plan.chance):
                ledger.test_killed()
                tally.faults += 1
                plan.progress.show(f"test process killed: {tally.faults} of {kills}")
            status = session.wait(plan.chance.expovariate(1 / MEAN_LIFE_S))
        status = session.finish() if status is None else status
        note_survivors(session, tally)
        close(ledger, tally, plan.build, results, status)
    return tally


def kill_one(session: Session, chance: random.Random) -> bool:
    """Kills somebody below the runner, each kind of process as likely as the others."""
    kinds: dict[str, list[int]] = {}
    for pid in session.family():
        if pid != session.process.pid:
            kinds.setdefault(kind_of(pid), []).append(pid)
    if not kinds:
        return False
    victim = chance.choice(kinds[chance.choice(sorted(kinds))])
    try:
        descriptor = os.pidfd_open(victim)
    except ProcessLookupError:
        return False
    try:
        # A number may have gone to a stranger meanwhile; the descriptor can't.
        if victim not in session.family():
            return False
        signal.pidfd_send_signal(descriptor, signal.SIGKILL)
    except ProcessLookupError:
        return False
    finally:
        os.close(descriptor)
    return True


def kind_of(pid: int) -> str:
    """A process of the runner, a fork server or a case."""
    try:
        words = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
        parent = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1]
        above = Path(f"/proc/{parent}/cmdline").read_bytes()
    except OSError:
        return "gone"
    if words[0].endswith(b"/crossfence"):
        return "runner"
    serves = any(word.startswith(b"--serve=") for word in words)
    return "server" if serves and b"--serve=" not in above else "case"
