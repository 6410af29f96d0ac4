# SPDX-License-Identifier: MIT
"""Everybody who runs the same number of trivial cases, and how each is asked to."""

import gzip
import os
import re
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import quoteattr

from . import Failure

# In bench@few of the test directory.
MOST_CASES = 500
PATIENCE_S = 500


@dataclass(frozen=True)
class Session:
    """What all contenders are measured with."""

    build: Path
    home: Path
    cases: int

    @property
    def runner(self) -> Path:
        return self.build / "runner" / "crossfence"

    @property
    def programs(self) -> Path:
        return self.build / "selftest" / "trust" / "programs"


@dataclass(frozen=True)
class Contender:
    """A line of the table: seconds for all cases, or why it can't take part."""

    name: str
    seconds: Callable[[Session], float]
    absent: str = ""


def timed(*words: str | Path, expect: str = "", **environment: str) -> float:
    """Seconds that a command takes; it must succeed, and print what matches."""
    begun = time.monotonic()
    done = subprocess.run(words, capture_output=True, text=True, timeout=PATIENCE_S, check=False,
                          stdin=subprocess.DEVNULL, env={**os.environ, **environment})
    seconds = time.monotonic() - begun
    if done.returncode or not re.search(expect, done.stdout):
        raise Failure(f"{Path(words[0]).name} does not do its work: "
                      f"{(done.stderr or done.stdout).strip()[-500:]}")
    return seconds


def bare(*words: str) -> Callable[[Session], float]:
    """A program started and waited for once a case, by a program that does nothing else."""
    def seconds(session: Session) -> float:
        command = [word.format(programs=session.programs) for word in words]
        done = subprocess.run([session.programs / "bare", str(session.cases), *command],
                              capture_output=True, text=True, timeout=PATIENCE_S, check=False)
        if done.returncode:
            raise Failure(done.stderr.strip())
        return float(done.stdout)
    return seconds


def crossfence(isolation: str) -> Callable[[Session], float]:
    """The whole command: listing, journal with its syncs, results.json."""
    def seconds(session: Session) -> float:
        results = session.home / "crossfence"
        taken = timed(session.runner, "run", cases_filter(session), "--isolate", isolation,
                      "--tests", session.programs, "-o", results,
                      expect=rf"\b{session.cases} pass\b")
        shutil.rmtree(results)
        return taken
    return seconds


def cases_filter(session: Session) -> str:
    """All cases of the program, or a file that names the first ones."""
    if session.cases == MOST_CASES:
        return "bench@few"
    path = session.home / "filters"
    path.write_text("".join(f"bench@few@passes@n{number:04}\n" for number in range(session.cases)),
                    encoding="utf-8")
    return f"@{path}"


def piglit(session: Session) -> float:
    """A profile of its own; one process a case, one after the other, results not synced."""
    profile, results = session.home / "bench.xml.gz", session.home / "piglit"
    command = quoteattr(repr([str(session.programs / "stand_in"), "--piglit"]))
    with gzip.open(profile, "wt", encoding="utf-8") as file:
        file.write(f'<PiglitTestList count="{session.cases}" name="bench">')
        for number in range(session.cases):
            file.write(f'<Test type="gl" name="bench@n{number}">'
                       f'<option name="command" value={command}/></Test>')
        file.write("</PiglitTestList>")
    # It keeps its cache and configuration under HOME.
    taken = timed("piglit", "run", "--no-concurrency", "--log-level", "dummy", "--platform", "gbm",
                  profile, results, HOME=str(session.home))
    check_piglit(session, results)
    shutil.rmtree(results)
    return taken


def check_piglit(session: Session, results: Path) -> None:
    """It exits with 0 whatever the tests do."""
    timed("piglit", "summary", "console", "-s", results, expect=rf"\bpass: +{session.cases}\n",
          HOME=str(session.home))


def igt_runner(session: Session) -> float:
    """A test directory of one program; a process a subtest, as it comes."""
    root, results = session.home / "igt", session.home / "igt-results"
    root.mkdir(exist_ok=True)
    shutil.copy(session.programs / "stand_in", root)
    (root / "test-list.txt").write_text("TESTLIST\nstand_in\nEND TESTLIST\n", encoding="utf-8")
    taken = timed("igt_runner", "-l", "quiet", root, results,
                  CROSSFENCE_BENCH_CASES=str(session.cases))
    shutil.rmtree(results)
    return taken


def has_isolation(session: Session, name: str) -> bool:
    """Whether this runner knows that isolation."""
    done = subprocess.run([session.runner, "run", "--help"], capture_output=True, text=True,
                          check=False)
    line = next((line for line in done.stdout.splitlines() if "--isolate" in line), "")
    return name in line


def contenders(session: Session) -> list[Contender]:
    """In the order of the table; the first is what the others are compared with."""
    lines = [Contender("bare /bin/true", bare("/bin/true")),
             Contender("bare test program", bare("{programs}/bench/few", "--run",
                                                 "bench@few@passes@n0000"))]
    lines += [Contender(f"crossfence --isolate {name}", crossfence(name))
              for name in ("fork", "exec", "none") if has_isolation(session, name)]
    for name, seconds in (("igt_runner", igt_runner), ("piglit", piglit)):
        lines.append(Contender(name, seconds, "" if shutil.which(name) else "not installed"))
    return lines
