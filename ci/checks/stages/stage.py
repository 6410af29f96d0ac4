# SPDX-License-Identifier: MIT
"""Stages of ci/test: commands run in order with one log, a time limit and a verdict."""

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from .counts import Counts, Reader

TAIL_LINES = 40

# Clones in different places share what ccache has compiled.
SHARED_CACHE = {"CCACHE_NOHASHDIR": "1"}


@dataclass(frozen=True)
class Stage:
    """One heading of the test: what it shows and the commands that show it."""

    name: str
    shows: str
    commands: tuple[tuple[str, ...], ...]
    needs: tuple[str, ...] = ()
    minutes: float = 10
    counts: Reader | None = None
    clears: tuple[Path, ...] = ()
    environment: dict[str, str] = field(default_factory=dict)
    quick: bool = True
    by_name: bool = False  # runs only where it is asked for
    again_after: str = ""  # what the log has when the machine failed: once more then


@dataclass(frozen=True)
class Outcome:
    """What became of a stage."""

    name: str
    result: str
    seconds: float
    counts: Counts

    def __str__(self) -> str:
        return f"{self.name:14} {self.result:5} {self.seconds:7.1f} s   {self.counts}"


def _run(command: tuple[str, ...], stage: Stage, log: IO[bytes], deadline: float) -> str | None:
    """Runs one command in a process group of its own. None if it succeeded, else why not."""
    log.write(f"$ {' '.join(command)}\n".encode())
    log.flush()
    child = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log,
                             stderr=subprocess.STDOUT, start_new_session=True,
                             env={**SHARED_CACHE, **os.environ, **stage.environment})
    try:
        status = child.wait(timeout=max(deadline - time.monotonic(), 0))
    except subprocess.TimeoutExpired:
        return f"{command[0]}: stopped after {stage.minutes:g} minutes"
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGTERM)
            _wait_or_kill(child)
    return f"{' '.join(command)}: exit status {status}" if status else None


def _run_all(stage: Stage, log: IO[bytes], deadline: float) -> str | None:
    """Runs its commands up to the first that fails, and gives why that did."""
    for command in stage.commands:
        trouble = _run(command, stage, log, deadline)
        if trouble:
            log.write(f"{trouble}\n".encode())
            log.flush()
            return trouble
    return None


def _wait_or_kill(child: subprocess.Popen[bytes]) -> None:
    try:
        child.wait(timeout=15)
    except subprocess.TimeoutExpired:
        os.killpg(child.pid, signal.SIGKILL)
        child.wait()


def _counts(stage: Stage, log: str, succeeded: bool) -> Counts:
    """The tests in the stage's output; a stage that is one test counts as one."""
    counts = stage.counts(log) if stage.counts else Counts(passed=int(succeeded))
    if counts is None or (not succeeded and not counts.failed):
        return (counts or Counts()) + Counts(failed=1)
    return counts


def run_stage(stage: Stage, log_path: Path) -> Outcome:
    """Runs a stage to its end or first failing command, and shows the log's tail on failure."""
    start = time.monotonic()
    for path in stage.clears:
        shutil.rmtree(path, ignore_errors=True)
    begin = 0
    with log_path.open("wb") as log:
        trouble = _run_all(stage, log, start + 60 * stage.minutes)
        if trouble and stage.again_after and stage.again_after.encode() in log_path.read_bytes():
            print(f"   {stage.again_after} …: once more", flush=True)
            begin = log.tell()
            trouble = _run_all(stage, log, start + 60 * stage.minutes)
    text = log_path.read_bytes()[begin:].decode(errors="replace")
    counts = _counts(stage, text, trouble is None)
    outcome = Outcome(stage.name, "fail" if counts.failed else "pass",
                      time.monotonic() - start, counts)
    if counts.failed:
        print("\n".join(f"    {line}" for line in text.splitlines()[-TAIL_LINES:]))
        print(f"    (whole log: {os.path.relpath(log_path)})")
    return outcome


def run_stages(stages: Iterable[Stage], logs: Path) -> list[Outcome]:
    """Runs stages in order; one whose need has failed is skipped, the others go on."""
    logs.mkdir(parents=True, exist_ok=True)
    outcomes: dict[str, Outcome] = {}
    for stage in stages:
        print(f"== {stage.name}: {stage.shows}", flush=True)
        lost = [need for need in stage.needs
                if need in outcomes and outcomes[need].result != "pass"]
        if lost:
            outcome = Outcome(stage.name, "skip", 0, Counts(skipped=1))
            print(f"    not run: {', '.join(lost)} did not pass")
        else:
            outcome = run_stage(stage, logs / f"{stage.name}.log")
        outcomes[stage.name] = outcome
        print(f"   {outcome.result} in {outcome.seconds:.1f} s, {outcome.counts}", flush=True)
    return list(outcomes.values())


def summary(outcomes: list[Outcome]) -> str:
    """A table of the stages and the sum of their tests, alone on the last line."""
    total = sum((outcome.counts for outcome in outcomes), Counts())
    return "\n".join(["", *map(str, outcomes), "", str(total)])
