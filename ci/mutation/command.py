# SPDX-License-Identifier: MIT
"""The ci/mutate command: which mutants, on which kernel, and what came of it."""

import argparse
import os
import signal
import subprocess
import sys
from pathlib import Path

from guest import cache_dir
from guest.kernel.packaged import locked

from . import Failure, mutants
from .campaign import Campaign, Means
from .mutants import Mutant
from .kernel.planting import change, plant
from .record.report import MISSED, Report
from .record.table import table
from .kernel.tree import CompileFailure, Copy, Pristine

SOURCE = Path(__file__).resolve().parent.parent.parent
REPORT = Path(__file__).resolve().parent / "record/measured.json"
SOUND = cache_dir() / "mutate" / "sound.json"
EXPECT = SOURCE / "ci/expectations/known-bugs.toml"

EXPLANATION = """\
Plants the bugs of ci/mutation/bugs in a built kernel tree, one at a time, runs the suite in a
guest on each, and says which the suite sees: caught when a case ends worse than on the same
kernel without the bug, or the kernel reports something, or the guest dies or hangs; missed
otherwise. The tree itself is only read; the bugs go into a copy of it, which is built once for
all of them.
"""
EPILOG = """\
examples:
  ci/mutate --list                                      what there is
  ci/mutate --check --kernel-tree ~/linux               whether all of it fits that kernel
  ci/mutate --kernel-tree ~/linux --resume              everything that is not yet measured
  ci/mutate 'dma_resv/*' --kernel-tree ~/linux          one subject
  ci/mutate --witness 'fences@*' --kernel-tree ~/linux  whether each of these cases can fail
  ci/mutate --table                                     what was measured, as a table

exit status: 0 all of them caught (or as asked); 1 some missed, or cases that none turns red;
2 wrong use, a mutant that does not fit, or something missing on this machine.
"""


def parse(argv: list[str]) -> argparse.Namespace:
    """Options of ci/mutate."""
    parser = argparse.ArgumentParser(
        prog="ci/mutate", description=EXPLANATION, epilog=EPILOG, allow_abbrev=False,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    home = cache_dir() / "mutate"
    add = parser.add_argument
    add("names", nargs="*", metavar="NAME", help="a mutant, or a glob over their names; all "
        "without one")
    add("--list", action="store_true", help="the mutants and the bugs that they stand for")
    add("--check", action="store_true", help="whether each fits the kernel tree in one place")
    add("--compile", action="store_true", help="with --check: whether each compiles, too")
    add("--witness", metavar="GLOB", help="the other way round: for each case of GLOB a "
        "mutant that turns it red, and the cases that none does")
    add("--table", action="store_true", help="the report as a Markdown table")
    add("--kernel-tree", type=Path, metavar="DIR", help="a kernel tree, built")
    add("--work", type=Path, metavar="DIR", default=home / "tree",
        help="where the copy of it is kept (%(default)s)")
    add("--build", type=Path, metavar="DIR", default=SOURCE / "build",
        help="the build directory of crossfence (build/ in the source tree)")
    add("--report", type=Path, metavar="FILE", default=REPORT,
        help="what has been measured, over all sessions (ci/mutation/record/measured.json)")
    add("--resume", action="store_true", help="leave out what the report has for this kernel, "
        "this suite and this mutant")
    add("--expected-only", action="store_true", help="leave what the cases that are expected to "
        "see it don't see unmeasured, instead of asking the whole suite")
    add("--company", type=int, metavar="N", default=12,
        help="how many that nobody saw share a run of the whole suite (%(default)s)")
    add("--side-by-side", type=int, metavar="N", default=1,
        help="cases that run side by side where it is the whole suite (%(default)s)")
    add("--guests", type=int, metavar="N", default=os.cpu_count() or 1,
        help="guests that run at the same time, with two processors each (%(default)s)")
    add("--jobs", type=int, metavar="N", default=os.cpu_count() or 1, help="of make (%(default)s)")
    add("--timeout", type=float, metavar="S", default=3600.0,
        help="seconds that a guest may take (%(default).0f)")
    return parser.parse_args(argv)


def show_list(chosen: list[Mutant]) -> None:
    """Name, place and bug of each."""
    for mutant in chosen:
        versions = f"{mutant.since and ' since ' + mutant.since}" \
                   f"{mutant.before and ' before ' + mutant.before}"
        print(f"{mutant.name}  ({mutant.file}: {mutant.within}(){versions})")
        print(f"    {mutant.bug}{' [equivalent]' if mutant.equivalent else ''}")


def check(chosen: list[Mutant], pristine: Pristine) -> bool:
    """Says of each mutant that does not fit why; whether all fit."""
    sound = True
    for mutant in chosen:
        try:
            source = pristine.source(mutant.file, mutant.name)
            change(source, mutant)
            plant(mutant.file, source, [(1, mutant)])
        except Failure as failure:
            sound = False
            print(f"mutate: {failure}", file=sys.stderr)
    print(f"{len(chosen)} mutants for {pristine.release}"
          + ("" if sound else ", of which some do not fit"))
    return sound


def compile_all(copy: Copy, numbered: dict[int, Mutant], jobs: int) -> bool:
    """Builds the objects of all mutants; whether that works."""
    log = copy.directory / "crossfence-compile.log"
    try:
        copy.compile(sorted({mutant.file for mutant in numbered.values()}), jobs, log)
    except CompileFailure as failure:
        for number in sorted(failure.numbers):
            print(f"mutate: {numbered[number].name} does not compile", file=sys.stderr)
        print(f"mutate: {failure}", file=sys.stderr)
        return False
    print("all of them compile")
    return True


def show_unseen(cases: list[str]) -> bool:
    """The cases that no mutant turns red; whether there are none."""
    for case in cases:
        print(f"never red  {case}")
    print(f"{len(cases)} cases that no mutant turns red")
    return not cases


def run(options: argparse.Namespace) -> bool:
    """What was asked for; whether all is well."""
    every = mutants.load()
    chosen = mutants.select(every, options.names)
    if options.list:
        show_list(chosen)
        return True
    if options.table:
        print(table(Report(options.report, SOUND), chosen), end="")
        return True
    if not options.kernel_tree:
        raise Failure("--kernel-tree DIR names the kernel to plant them in")
    pristine = Pristine(options.kernel_tree)
    every = [mutant for mutant in every if mutant.is_for(pristine.version)]
    chosen = [mutant for mutant in chosen if mutant in every]
    if options.check and not options.compile:
        return check(chosen, pristine)
    if not check(every, pristine):
        raise Failure("nothing is measured as long as that is so")
    with locked(options.work.with_suffix(".lock"), "works in that tree"):
        return work(options, every, chosen, pristine)


def work(options: argparse.Namespace, every: list[Mutant], chosen: list[Mutant],
         pristine: Pristine) -> bool:
    """All that needs the copy of the tree, which is ours meanwhile."""
    # All of them are in the kernel, whoever is measured: their numbers don't change.
    numbered = dict(enumerate(every, start=1))
    copy = Copy(pristine, options.work)
    if not copy.is_current:
        print(f"copying {pristine.directory}", flush=True)
        copy.make()
    copy.plant(numbered)
    if options.compile:
        return compile_all(copy, numbered, options.jobs)
    means = Means(copy, pristine.identity, options.build.absolute(), EXPECT,
                  Report(options.report, SOUND), options.jobs, options.timeout,
                  not options.expected_only, options.company, options.side_by_side,
                  options.guests)
    campaign = Campaign(means, numbered)
    if options.witness:
        return show_unseen(campaign.find_witnesses(chosen, options.witness, options.resume))
    entries = campaign.run(chosen, options.resume)
    return all(entry.outcome != MISSED for entry in entries)


def stop(number: int, _frame: object) -> None:
    """Turns a signal into an exit that stops the guest on its way."""
    sys.exit(128 + number)


def main(argv: list[str]) -> int:
    signal.signal(signal.SIGTERM, stop)
    try:
        return 0 if run(parse(argv)) else 1
    except Failure as failure:
        print(f"mutate: {failure}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except (OSError, subprocess.SubprocessError) as error:
        print(f"mutate: {error}", file=sys.stderr)
        return 2
