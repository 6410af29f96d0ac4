# SPDX-License-Identifier: MIT
"""The crossfence build on the host, and its command line as the guest will run it."""

import subprocess
import time
from dataclasses import dataclass, field
from pathlib import Path

from . import Failure
from .progress import say

OUTPUT_OPTIONS = ("-o", "--output")
SOURCE = Path(__file__).resolve().parent.parent.parent
KNOWN_BUGS = SOURCE / "ci" / "expectations" / "known-bugs.toml"


@dataclass
class Job:
    """What the guest runs, and the host directories that it may write to."""

    words: list[str]
    shares: list[Path] = field(default_factory=list)
    results: Path | None = None


def build(directory: Path) -> None:
    """Configures the build once and brings it up to date."""
    if not (directory / "build.ninja").exists():
        say(f"setting up {directory}")
        meson("setup", str(directory), str(SOURCE))
    say("building")
    meson("compile", "-C", str(directory))


def meson(*arguments: str) -> None:
    """Runs meson quietly; its whole output is shown only when it fails."""
    done = subprocess.run(["meson", *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, check=False)
    if done.returncode:
        raise Failure(f"{done.stdout.rstrip()}\nmeson {arguments[0]} failed (output above)", 2)


def crossfence(directory: Path, arguments: list[str], label: str) -> Job:
    """The runner with its arguments; `run` gets a results directory if it names none."""
    runner = directory / "runner" / "crossfence"
    if not runner.exists():
        raise Failure(f"{runner} does not exist: build first (leave out --no-build)", 2)
    arguments = arguments or ["run", "--expect", str(KNOWN_BUGS)]
    results = results_directory(arguments)
    if arguments[0] == "run" and not results and arguments[-1] not in OUTPUT_OPTIONS:
        results = SOURCE / "results" / f"{label}-{time.strftime('%Y%m%d-%H%M%S')}"
        arguments = [*arguments, "-o", str(results)]
    job = Job([str(runner), *arguments])
    if results:
        job.results = results.absolute()
        job.shares.append(job.results)
    return job


def results_directory(arguments: list[str]) -> Path | None:
    """Where the runner will write: `run … -o DIR` or `resume DIR`."""
    if arguments[0] == "resume":
        names = [word for word in arguments[1:] if not word.startswith("-")]
        return Path(names[0]) if names else None
    if arguments[0] != "run":
        return None
    for index, word in enumerate(arguments):
        if word in OUTPUT_OPTIONS:
            return Path(arguments[index + 1]) if index + 1 < len(arguments) else None
        if word.startswith(("-o", "--output=")):
            return Path(word.removeprefix("--output=").removeprefix("-o"))
    return None
