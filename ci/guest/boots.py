# SPDX-License-Identifier: MIT
"""A run of crossfence through as many guests as it takes.

A case may take the kernel down, or leave it in a state in which crossfence asks for a fresh
boot. The run's journal knows what is finished, and the next guest resumes it behind that.
A case under which the emulator itself crashed runs again, once: then the emulator had a fault of
its own, or the case makes it crash, which is as good as a panic.
"""

from dataclasses import dataclass, replace
from pathlib import Path

from campaign.journal import intact_records

from . import Failure
from .machine.guest import BootFailure, Guest, GuestDied, Plan
from .progress import say

NOT_FINISHED = 3
REBOOT_WANTED = "reboot-wanted"

# The records between which a run's parts lie.
PARTS = ("run-start", "resumed", "run-end")


@dataclass(frozen=True)
class Journal:
    """What a run's journal says of its progress. Every start and every end of a case is a step;
    `in_flight` are the numbers of the cases that have begun and not ended."""

    begun: bool
    finished: bool
    steps: int
    in_flight: frozenset[int] = frozenset()

    @classmethod
    def of(cls, results: Path) -> "Journal":
        """That of a results directory, which may have none."""
        try:
            records = intact_records((results / "journal").read_bytes())
        except FileNotFoundError:
            records = []
        kinds = [record["t"] for record in records]
        parts = [record for record in records if record["t"] in PARTS]
        running: set[int] = set()
        for record in records:
            if record["t"] == "start":
                running.add(record["n"])
            elif record["t"] == "end":
                running.discard(record["n"])
        return cls("run-start" in kinds, bool(parts) and parts[-1].get("finished", False),
                   kinds.count("start") + kinds.count("end"), frozenset(running))


@dataclass(frozen=True)
class Ending:
    """How a guest ended. `why` says what for the run needs another one; empty if it needs none.
    `fault` is what the emulator died of, if it did."""

    status: int
    why: str = ""
    log: Path | None = None
    fault: str = ""


def carry_through(plan: Plan, most: int) -> int:
    """The command's exit status: that of its last guest, if it takes several."""
    results = plan.results
    steps = Journal.of(results).steps if results else 0
    excused: frozenset[int] = frozenset()
    for number in range(1, most + 1):
        ending = boot(plan, number)
        if not ending.why:
            return ending.status
        journal = Journal.of(results)
        progress = journal.steps - steps
        if not progress:
            raise Failure(f"{ending.why}; given up, since no case began or ended in this guest")
        if number < most:
            say(f"{ending.why}: going on in guest {number + 1}")
            steps += progress
            fault = "" if journal.in_flight & excused else ending.fault
            excused |= journal.in_flight
            plan = replace(plan, words=resume_words(plan, ending.log, fault))
    raise Failure(f"{ending.why}; given up after {most} guests (--boots): "
                  f"ci/vm -- resume {results} goes on")


def boot(plan: Plan, number: int) -> Ending:
    """One guest. Raises Failure where another one would not help."""
    with Guest(plan) as guest:
        try:
            status = guest.run()
        except BootFailure as failure:
            # This kernel did boot before: so it is no kernel that does not boot.
            raise (Failure(str(failure)) if number > 1 else failure) from None
        except GuestDied as death:
            if not can_resume(plan.results):
                raise
            return Ending(NOT_FINISHED, str(death), guest.keep_log(), death.fault)
        if status == NOT_FINISHED and plan.results and (plan.results / REBOOT_WANTED).exists():
            guest.keep_log()
            return Ending(status, "crossfence wants a fresh boot")
        return Ending(status)


def can_resume(results: Path | None) -> bool:
    """Whether there is a run, and something left of it to do."""
    if not results:
        return False
    journal = Journal.of(results)
    return journal.begun and not journal.finished


def resume_words(plan: Plan, log: Path | None, fault: str) -> list[str]:
    """The runner, told to go on, what the dead kernel's serial console has shown, and whether it
    is innocent."""
    oops_log = ["--oops-log", str(log)] if log else []
    innocent = ["--machine-fault", fault] if fault else []
    return [plan.words[0], "resume", str(plan.results), *oops_log, *innocent]
