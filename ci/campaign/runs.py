# SPDX-License-Identifier: MIT
"""crossfence on the campaign's own cases: started, interrupted, resumed, and read."""

import json
import os
import random
import re
import select
import shutil
import subprocess
import uuid
from pathlib import Path

from . import Failure, journal
from .verdicts import Ledger, Tally

SUITE = "campaign"
FINISHED = (0, 1)
NOT_FINISHED = 3

# Nothing here takes this long, unless it hangs.
PATIENCE_S = 120.0


class Build:
    """A build directory, and the cases of the campaign in it."""

    def __init__(self, directory: Path):
        self.runner = directory / "runner" / "crossfence"
        self.tests = directory / "selftest" / "trust" / "programs"
        if not self.runner.exists() or not self.tests.exists():
            raise Failure(f"{directory} is no build of crossfence: meson compile -C {directory}")
        self.ids = self._ask("list", SUITE, "--tests", str(self.tests)).split()

    def _ask(self, *words: str) -> str:
        done = subprocess.run([self.runner, *words], capture_output=True, text=True, check=False)
        if done.returncode:
            raise Failure(done.stderr.strip() or f"crossfence {words[0]} failed")
        return done.stdout

    def run_words(self, results: Path, chance: random.Random, cases: str = SUITE,
                  kernel_log: str = "off") -> list[str]:
        """A new run, in one of the ways in which the runner can do it. Here others may write to
        the kernel's log; in a guest nobody does."""
        return [str(self.runner), "run", cases, "--tests", str(self.tests), "-o", str(results),
                "--isolate", chance.choice(("fork", "exec")), "--jobs", chance.choice("13"),
                "--kmsg", kernel_log]

    def resume_words(self, results: Path) -> list[str]:
        """An interrupted run, gone on with."""
        return [str(self.runner), "resume", str(results)]


class Session:
    """One process of the runner and all that it starts, told by a mark in their environment."""

    def __init__(self, words: list[str], output: Path):
        self._mark = f"CROSSFENCE_CAMPAIGN={uuid.uuid4()}"
        name, _, value = self._mark.partition("=")
        self._output = output
        with output.open("wb") as file:
            self.process = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=file, stderr=subprocess.STDOUT,
                env={**os.environ, name: value}, start_new_session=True)

    def wait(self, seconds: float) -> int | None:
        """The exit status if it ends within that time."""
        try:
            return self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def finish(self) -> int:
        """Waits for its end as long as there is hope."""
        status = self.wait(PATIENCE_S)
        if status is None:
            self.kill()
            raise Failure(f"crossfence hangs; its output:\n{self.text()}")
        return status

    def kill(self) -> None:
        """Ends the runner at once, and only that."""
        self.process.kill()
        self.process.wait()

    def family(self) -> list[int]:
        """Everybody alive who has the mark, the runner included."""
        found = []
        for path in Path("/proc").glob("[0-9]*"):
            try:
                if self._mark.encode() in (path / "environ").read_bytes():
                    found.append(int(path.name))
            except OSError:
                continue
        return found

    def survivors(self, seconds: float = 10.0) -> list[int]:
        """Who is still there after a dead runner had time to take everybody along."""
        return [pid for pid in self.family() if not dies_within(pid, seconds)]

    def text(self) -> str:
        """What it has printed so far."""
        return self._output.read_text(encoding="utf-8", errors="replace")

    def shown(self) -> dict[str, str]:
        """The verdicts that it has printed so far."""
        return shown_verdicts(self.text())


def shown_verdicts(text: str) -> dict[str, str]:
    """The verdicts in a runner's output, `[3/60] pass  ID  (0.01 s)`."""
    lines = re.findall(r"^\[\d+/\d+\] +([a-z-]+) +(\S+)  \(", text, re.MULTILINE)
    return {name: verdict for verdict, name in lines}


def dies_within(pid: int, seconds: float) -> bool:
    """Waits for the end of a process that is no child of ours."""
    try:
        descriptor = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([descriptor], [], [], seconds)[0])
    finally:
        os.close(descriptor)


def final_verdicts(results: Path) -> list[tuple[str, str]]:
    """All tests of results.json, in pairs, so that one that stands there twice is seen."""
    pairs: list[tuple[str, str]] = []

    def collect(members: list[tuple[str, object]]) -> dict:
        for name, value in members:
            if name.startswith("crossfence@") and isinstance(value, dict) and "result" in value:
                pairs.append((name.removeprefix("crossfence@"), value["result"]))
        return dict(members)
    content = (results / "results.json").read_bytes().decode("utf-8")
    json.loads(content, object_pairs_hook=collect)
    return pairs


def close(ledger: Ledger, tally: Tally, build: Build, results: Path, status: int,
          ids: list[str] | None = None) -> None:
    """Judges a run that has ended, and throws its directory away if all is well."""
    if status not in FINISHED:
        tally.trouble(f"{results}: exit status {status}")
    ledger.interrupted(journal.read(results))
    try:
        ledger.close(build.ids if ids is None else ids, final_verdicts(results))
    except (OSError, ValueError) as error:
        tally.trouble(f"{results}: no readable results.json: {error}")
    if tally.sound:
        shutil.rmtree(results)
