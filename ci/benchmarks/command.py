# SPDX-License-Identifier: MIT
"""The ci/bench command: rounds of all contenders, and the table."""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from . import Failure, listing
from .contenders import MOST_CASES, Contender, Session, contenders

SOURCE = Path(__file__).resolve().parent.parent.parent

EXPLANATION = """\
Runs the same trivial cases bare (start a program, wait for it), through crossfence in each
isolation, and through igt_runner and piglit where they are installed; all of them in turn, several
rounds. Prints the median per case, the spread over the rounds, and the ratio to the bare /bin/true.
"""


def parse(argv: list[str]) -> argparse.Namespace:
    """Options of ci/bench."""
    parser = argparse.ArgumentParser(prog="ci/bench", description=EXPLANATION, allow_abbrev=False,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    add = parser.add_argument
    add("--rounds", type=int, default=5, metavar="N", help="how often (%(default)s)")
    add("--cases", type=int, default=MOST_CASES, metavar="N",
        help=f"how many cases, up to {MOST_CASES} (%(default)s)")
    add("--guest", action="store_true", help="measure in ci/vm's stock guest")
    add("--json", action="store_true", help="print all samples, in seconds, as JSON")
    add("--build", type=Path, default=SOURCE / "build", metavar="DIR",
        help="the build directory to use (build/ in the source tree)")
    options = parser.parse_args(argv)
    if options.rounds < 1 or not 1 <= options.cases <= MOST_CASES:
        parser.error(f"--rounds starts at 1, --cases is 1 to {MOST_CASES}")
    return options


def measure(session: Session, rounds: int) -> tuple[list[Contender], dict[str, list[float]]]:
    """Samples by line. The rounds are interleaved, so that a slow minute hits everybody."""
    lines = contenders(session)
    samples: dict[str, list[float]] = defaultdict(list)
    for number in range(rounds):
        for line in lines:
            if not line.absent:
                show_progress(f"round {number + 1} of {rounds}: {line.name}")
                samples[line.name].append(line.seconds(session))
        for name, seconds in listing.parts(session).items():
            samples[name].append(seconds)
    show_progress("")
    return lines, dict(samples)


def show_progress(text: str) -> None:
    """Where the measurement is, on a terminal only."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)


def table(session: Session, lines: list[Contender], samples: dict[str, list[float]]) -> str:
    """Milliseconds a case and ratios, then the listing as a whole."""
    floor = statistics.median(samples[lines[0].name]) / session.cases
    rows = [f"{session.cases} trivial cases, ms a case      median      min      max  ratio"]
    for line in lines:
        if line.absent:
            rows.append(f"{line.name:30} {line.absent}")
            continue
        each = [1000 * seconds / session.cases for seconds in samples[line.name]]
        median = statistics.median(each)
        rows.append(f"{line.name:30} {median:8.3f} {min(each):8.3f} {max(each):8.3f} "
                    f"{median / 1000 / floor:6.2f}")
    rows.append("\nlisting, ms                         median      min      max")
    contending = {line.name for line in lines}
    for name in (name for name in samples if name not in contending):
        each = [1000 * seconds for seconds in samples[name]]
        rows.append(f"{name:30} {statistics.median(each):8.1f} {min(each):8.1f} {max(each):8.1f}")
    return "\n".join(rows)


def in_guest(options: argparse.Namespace) -> int:
    """The same command in a guest that is booted for it."""
    words = [str(SOURCE / "ci" / "bench"), "--rounds", str(options.rounds),
             "--cases", str(options.cases), "--build", str(options.build.absolute())]
    return subprocess.run([SOURCE / "ci" / "vm", "--no-build", "--exec", "--", *words,
                           *(["--json"] if options.json else [])], check=False).returncode


def run(options: argparse.Namespace) -> int:
    """The measurement here."""
    with tempfile.TemporaryDirectory(prefix="crossfence-bench-") as home:
        session = Session(options.build.absolute(), Path(home), options.cases)
        if not os.access(session.programs / "bare", os.X_OK):
            raise Failure(f"{session.build} is no build of crossfence: meson compile -C "
                          f"{session.build}")
        lines, samples = measure(session, options.rounds)
        print(json.dumps(samples, indent=1) if options.json else table(session, lines, samples))
    return 0


def main(argv: list[str]) -> int:
    options = parse(argv)
    try:
        return in_guest(options) if options.guest else run(options)
    except (Failure, subprocess.TimeoutExpired) as failure:
        print(f"bench: {failure}", file=sys.stderr)
        return 2
