# SPDX-License-Identifier: MIT
"""The ci/faults command: which faults, how many, and the table at the end."""

import argparse
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from . import Failure, damage, kills, resets, storage
from .disk import enter_own_mounts
from .plan import Plan
from .progress import Progress
from .runs import Build
from .verdicts import Tally

SOURCE = Path(__file__).resolve().parent.parent.parent
SHOWN_TROUBLES = 20

EXPLANATION = """\
Runs cases whose verdicts are known, breaks the runs in every way that a test machine does, goes on
with `crossfence resume`, and counts: after it every case has one verdict, no verdict that was
finished when the fault came is lost or has changed, and none is invented.
"""
EPILOG = """\
Without options a short campaign without guests; needs root for the disks. Exit status: 0 nothing
lost, changed or invented; 1 something was; 2 wrong use, or something missing on this machine.
"""


@dataclass(frozen=True)
class Kind:
    """A kind of fault: its option, how many in the short campaign and in the full one."""

    option: str
    label: str
    short: int
    full: int
    inject: Callable[[Plan, int], Tally]
    help: str
    mounts: bool = False


KINDS = (
    Kind("kills", "runner killed", 30, 200, kills.kill_runners,
         "SIGKILLs of the runner at random instants"),
    Kind("test-kills", "test process killed", 15, 50, kills.kill_tests,
         "SIGKILLs of fork servers, workers and cases"),
    Kind("power-losses", "power lost", 6, 50, storage.lose_power,
         "disks that lose what was not synced", mounts=True),
    Kind("disk-full", "disk full", 4, 20, storage.fill_disks,
         "points at which the disk is full", mounts=True),
    Kind("read-only", "file system read-only", 3, 20, storage.forbid_writing,
         "file systems that turn read-only during a run", mounts=True),
    Kind("damage", "journal damaged", 300, 0, damage.damage_journals,
         "flips and cuts of a journal, spread over its offsets; 0 for every offset"),
    Kind("resets", "guest reset", 0, 20, resets.reset_guests,
         "guests reset in the middle of a run, by QEMU's death or a panic", mounts=True),
)


def parse(argv: list[str]) -> argparse.Namespace:
    """Options of ci/faults."""
    parser = argparse.ArgumentParser(
        prog="ci/faults", description=EXPLANATION, epilog=EPILOG, allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    for kind in KINDS:
        parser.add_argument(f"--{kind.option}", type=number, metavar="N", help=(
            f"{kind.help} (short: {kind.short}, full: {kind.full})"))
    parser.add_argument("--full", action="store_true", help="the numbers of the full campaign")
    parser.add_argument("--only", action="store_true",
                        help="nothing but the kinds that are named by an option")
    parser.add_argument("--seed", type=int, help="repeat the choices of a campaign")
    parser.add_argument("--build", type=Path, default=SOURCE / "build", metavar="DIR",
                        help="the build directory to use (build/ in the source tree)")
    return parser.parse_args(argv)


def number(text: str) -> int:
    """Zero or more."""
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"{text} is no number")
    return int(text)


def chosen(options: argparse.Namespace) -> list[tuple[Kind, int]]:
    """The kinds to try, and how often."""
    pairs = []
    for kind in KINDS:
        times = getattr(options, kind.option.replace("-", "_"))
        if times is None and not options.only:
            times = kind.full if options.full else kind.short
        if times or (times == 0 and kind.option == "damage"):
            pairs.append((kind, times))
    return pairs


def run(options: argparse.Namespace) -> bool:
    """The campaign; whether all of it was sound."""
    seed = random.randrange(1 << 32) if options.seed is None else options.seed
    print(f"seed {seed}", flush=True)
    kinds = chosen(options)
    if any(kind.mounts for kind, _ in kinds):
        enter_own_mounts()
    home = Path(tempfile.mkdtemp(prefix="crossfence-faults-"))
    progress = Progress()
    plan = Plan(Build(options.build.absolute()), home, random.Random(seed), progress)
    print(f"{'fault':22} {'times':>6} {'resumes':>7} {'verdicts':>8} {'lost':>5} {'changed':>7} "
          f"{'invented':>8} {'trouble':>7} {'s':>6}", flush=True)
    sound = True
    for kind, times in kinds:
        begun = time.monotonic()
        tally = kind.inject(plan, times)
        progress.clear()
        show(kind.label, tally, time.monotonic() - begun)
        sound = sound and tally.sound
    if sound:
        shutil.rmtree(home)
    else:
        print(f"what is left of the runs in trouble: {home}")
    return sound


def show(label: str, tally: Tally, seconds: float) -> None:
    """A line of the table, and what is wrong."""
    print(f"{label:22} {tally.faults:6} {tally.resumes:7} {tally.verdicts:8} {tally.lost:5} "
          f"{tally.changed:7} {tally.invented:8} {len(tally.troubles):7} {seconds:6.0f}")
    for trouble in tally.troubles[:SHOWN_TROUBLES]:
        print(f"    {trouble}")
    if len(tally.troubles) > SHOWN_TROUBLES:
        print(f"    and {len(tally.troubles) - SHOWN_TROUBLES} more")
    sys.stdout.flush()


def main(argv: list[str]) -> int:
    try:
        return 0 if run(parse(argv)) else 1
    except Failure as failure:
        print(f"faults: {failure}", file=sys.stderr)
        return 2
