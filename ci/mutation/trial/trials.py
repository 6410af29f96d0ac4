# SPDX-License-Identifier: MIT
"""Some cases, with some mutants on: whether anybody sees them.

A guest serves for more than one trial as long as nothing but a plain failure has happened in it
and the case that failed passes again with the mutants off. Whatever else a used guest says is
asked again in a fresh one, so that nobody is blamed for the damage that another did; and what a
fresh one says is asked of the kernel without a mutant, unless that is known.
"""

import json
import shlex
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from .. import Failure
from . import verdicts
from .guest import Guest, GuestEnded
from ..kernel.planting import PARAMETER, switched_on
from .verdicts import Catch, Seen

NO_SWITCH = 99
WRONG_USE = 2
TRIALS_A_GUEST = 25
FIRST_CATCHES = 5

# Of one trial: each finds another case that fails without a mutant, too, and goes on behind it.
ROUNDS = 10

# A case may take 120 seconds before the runner ends it, a boot 180.
SILENCE_S = 300.0


@dataclass
class Baseline:
    """The kernel without a mutant: which cases and roles there are, and, of those cases that were
    asked about, what they do. All trials share one, and add to it."""

    ids: list[str]
    roles: list[str]
    verdicts: dict[str, str]


@dataclass(frozen=True)
class Bench:
    """What all trials have in common. `expect` is the suite's own list of known bugs."""

    kernel: Path
    runner: Path
    expect: Path
    home: Path
    timeout_s: float
    side_by_side: int
    show: Callable[[str], None]
    baseline: Baseline


@dataclass(frozen=True)
class Result:
    """What a trial has shown: catches, or how the guest ended, or neither."""

    catches: list[Catch]
    end: str
    seen: Seen
    seconds: float

    @property
    def caught(self) -> bool:
        return bool(self.catches or self.end)


class Stopped(Exception):
    """The trials were ended from outside: what was under way has shown nothing."""


class Trials:
    """Trials one after the other, in as few guests as is sound."""

    def __init__(self, bench: Bench):
        self._bench = bench
        self._guest: Guest | None = None
        self._trials = 0
        self._stopped = threading.Event()

    def __enter__(self) -> "Trials":
        return self

    def __exit__(self, *_: object) -> None:
        self._retire()

    def stop(self) -> None:
        """From any thread: the trial that is under way, and any later one, raises Stopped."""
        self._stopped.set()
        guest = self._guest
        if guest:
            guest.stop()

    def survey(self) -> None:
        """Which cases and roles the kernel has, into the baseline."""
        guest, bench = self._running_guest(), self._bench
        ids, devices = guest.home / "ids", guest.home / "devices"
        script = (f"{shlex.quote(str(bench.runner))} list >{ids} &&"
                  f" {shlex.quote(str(bench.runner))} devices --json >{devices}\n")
        self._trials += 1
        if guest.run(script, SILENCE_S, bench.show):
            raise Failure(f"the suite can't be listed: {guest.last_line()}")
        bench.baseline.ids[:] = ids.read_text(encoding="utf-8").split()
        bench.baseline.roles[:] = verdicts.roles_of(json.loads(devices.read_text("utf-8")))

    def run(self, on: Iterable[int], filters: list[str], fresh: bool = False,
            until_fail: bool = True) -> Result:
        """The cases of these filters with these mutants on, up to the first that goes wrong; all
        cases without a filter."""
        on = list(on)
        if fresh or self._trials >= TRIALS_A_GUEST:
            self._retire()
        for _ in range(ROUNDS):
            used = self._trials > 0
            result = self._once(on, filters, until_fail)
            if not result.caught or (is_plain(result) and self._passes_without(result)):
                break
            self._retire()
            if used:
                continue
            result = self._less_what_is_known(result)
            if result.caught:
                break
        return result

    def learn(self, filters: list[str]) -> None:
        """What these cases do without a mutant, into the baseline."""
        result = self._once([], filters, False)
        known = self._bench.baseline.verdicts
        known.update((name, verdict) for name, (verdict, _) in result.seen.ended.items())
        if result.end:
            self._retire()
            if result.seen.in_flight:
                known[result.seen.in_flight] = "incomplete"

    def _less_what_is_known(self, result: Result) -> Result:
        """Without what the sound kernel does as well."""
        known = self._bench.baseline.verdicts
        asked = [catch.id for catch in result.catches]
        if result.end and result.seen.in_flight:
            asked.append(result.seen.in_flight)
        unknown = [name for name in asked if name not in known and name in self._bench.baseline.ids]
        if unknown:
            self.learn(unknown)
        as_before = result.end and known.get(result.seen.in_flight, "") == "incomplete"
        return replace(result, catches=verdicts.worse(result.seen, known),
                       end="" if as_before else result.end)

    def _passes_without(self, result: Result) -> bool:
        """Whether only the mutant was to blame, and has left nothing behind."""
        again = self._once([], [catch.id for catch in result.catches[:FIRST_CATCHES]], False)
        if again.caught:
            return False
        self._bench.baseline.verdicts.update(
            (name, verdict) for name, (verdict, _) in again.seen.ended.items())
        return True

    def _once(self, on: list[int], filters: list[str], until_fail: bool) -> Result:
        bench, begun = self._bench, time.monotonic()
        guest = self._running_guest()
        results = guest.home / f"run-{guest.jobs + 1}"
        self._trials += 1
        end = ""
        try:
            status = guest.run(self._script(on, filters, until_fail, results), SILENCE_S,
                               bench.show)
            if status == NO_SWITCH:
                raise Failure(f"{bench.kernel} has no {PARAMETER}: it carries no mutants")
        except GuestEnded as ended:
            self._raise_if_stopped()
            end, status = str(ended), None
        seen = verdicts.read(results)
        if end and seen.in_flight:
            end += f" (in {seen.in_flight})"
        elif status == WRONG_USE or not (end or seen.ids):
            end = guest.last_line()
        catches = verdicts.worse(seen, bench.baseline.verdicts)
        return Result(catches, end, seen, time.monotonic() - begun)

    def _running_guest(self) -> Guest:
        self._raise_if_stopped()
        if not self._guest:
            bench = self._bench
            self._guest = Guest(bench.kernel, bench.home, bench.timeout_s)
        if self._stopped.is_set():
            self._retire()
        self._raise_if_stopped()
        return self._guest

    def _raise_if_stopped(self) -> None:
        if self._stopped.is_set():
            raise Stopped()

    def _script(self, on: list[int], filters: list[str], until_fail: bool, results: Path) -> str:
        bench = self._bench
        words = [str(bench.runner), "run", "-o", str(results)]
        if filters:
            chosen = bench.home / "filters"
            chosen.write_text("".join(f"{line}\n" for line in filters), encoding="utf-8")
            # Who is named may remove modules and have allocations fail; the whole suite does not.
            words += [f"@{chosen}", "--allow", "hunt,unload"]
        if bench.baseline.roles:
            words += ["--require", ",".join(bench.baseline.roles)]
        # The whole suite is long, and the machine may be busy: a failure must come twice.
        if not filters:
            words += ["--retry", "1", "--jobs", str(bench.side_by_side)]
        elif until_fail:
            words += ["--repeat", "1", "--until-fail"]
        words += ["--expect", str(bench.expect)]
        if text := expectations(bench.baseline.verdicts):
            expect = bench.home / "expect.toml"
            expect.write_text(text, encoding="utf-8")
            words += ["--expect", str(expect)]
        return (f"echo {switched_on(on)} >{PARAMETER} || exit {NO_SWITCH}\n{shlex.join(words)}\n"
                f"status=$?\necho {switched_on([])} >{PARAMETER}\nexit $status\n")

    def _retire(self) -> None:
        if self._guest:
            self._guest.stop()
        self._guest, self._trials = None, 0


def is_plain(result: Result) -> bool:
    """Whether nothing but expectations of tests failed."""
    return not result.end and all(catch.verdict == "fail" for catch in result.catches)


def expectations(baseline: dict[str, str]) -> str:
    """What goes wrong without a mutant, as a file for --expect, so that no run ends with it."""
    known = [(name, verdict) for name, verdict in baseline.items() if verdict in verdicts.BADNESS]
    return "".join(f'[[expect]]\nids = ["{name}"]\noutcome = "{verdict}"\nflake = true\n'
                   'reason = "does so without a mutant"\n\n' for name, verdict in known)
