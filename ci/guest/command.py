# SPDX-License-Identifier: MIT
"""The ci/vm command: what the user asked for, turned into one guest run."""

import argparse
import math
import os
import re
import shlex
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

from . import Failure, boots, packages, project
from .kernel import Kernel, built, probe, tree
from .kernel.packaged import PackagedKernels
from .machine import accel, devices, pinning
from .machine.guest import BootFailure, Plan
from .progress import say

SERIES = {"stock": "6.12", "6.1": "6.1", "6.12": "6.12", "7.2": "7.2"}
NAMED = (*SERIES, *built.FLAVOURS)
DOES_NOT_BOOT = 125
ENDING_SIGNALS = (signal.SIGTERM, signal.SIGHUP)

EXPLANATION = """\
Boots a Linux kernel in QEMU on this machine's own root file system and runs crossfence in it.
The guest sees all files of the host, read-only, with a layer on top that it throws away; only
the results directory is written through. Without arguments: installs what is missing (as root),
builds, boots the stock kernel, runs the whole suite with ci/expectations/known-bugs.toml, and
says where the results are.
"""

EXAMPLES = """\
examples:
  ci/vm                                      the whole suite on the stock kernel
  ci/vm -- run 'lifetime@*' -o DIR           some tests; results in DIR
  ci/vm --kernel 7.2 -- list                 what there is to run on another kernel
  ci/vm --exec -- dmesg                      any command, as root, in the current directory
  git bisect run ci/vm --kernel . -- run ID  a kernel tree of your own

A run whose guest panics or hangs, or that asks for it (crossfence run --on-taint reboot), goes
on in a fresh guest. The serial logs of the guests that ended so stand in DIR/serial-N.log.

exit status: the command's own, of the last guest if there were several; 2 wrong use or something
missing on this machine; 3 the guest did not boot, or died and the run could not go on (the serial
log is kept); 125 a kernel given by PATH did not boot.
"""

# Options that decide what a case finds in its guest.
DECISIVE = ("accel", "memory", "cpus", "pin", "build", "no_probe")


class OneLineParser(argparse.ArgumentParser):
    """Wrong use is one line and status 2."""

    def error(self, message: str) -> None:
        raise Failure(f"{message} (see --help)", 2)


def parser() -> argparse.ArgumentParser:
    make = OneLineParser(prog="ci/vm", description=EXPLANATION, epilog=EXAMPLES,
                         usage="ci/vm [OPTION…] [-- crossfence ARGUMENTS or, with --exec, COMMAND]",
                         formatter_class=argparse.RawDescriptionHelpFormatter, allow_abbrev=False)
    add = make.add_argument
    add("--kernel", default="stock", metavar="WHICH",
        help="stock (the newest packaged 6.12), 6.1, 6.12, 7.2; debug (7.2 with every check of "
             "the kernel's own), debug-kasan, debug-leaks (with kmemleak), debug-6.12, built on "
             "first use; or the PATH of a bzImage or of a kernel build tree")
    add("--refresh", action="store_true", help="look for a newer package of that kernel first")
    add("--accel", choices=["auto", "kvm", "tcg", "icount"], default="auto",
        help="auto takes KVM only where this kernel was seen to boot with it, else tcg, which "
             "emulates; icount emulates with a clock that counts instructions: for comparing "
             "what a path costs, whatever else this machine does (docs/measuring.md), and what "
             "auto takes instead of tcg for crossfence run --trace with a QEMU before 8.1")
    add("--memory", default="2G", metavar="M",
        help="guest memory, such as 4G or 3000M (%(default)s)")
    add("--cpus", type=int, default=2, metavar="N", help="guest processors (%(default)s)")
    add("--pin", action="store_true", help="keep each of the guest's processors on one of the "
        "machine's: for measuring, with no other guest beside it")
    add("--timeout", type=float, default=3600.0, metavar="S",
        help="kill the guest after S seconds, with status 3 (%(default).0f)")
    add("--boots", type=int, default=50, metavar="N",
        help="guests that one run of crossfence may take (%(default)s)")
    add("--silence", type=float, default=600.0, metavar="S",
        help="a run that shows nothing for S seconds hangs; above crossfence's own --timeout "
             "(%(default).0f)")
    add("--build", type=Path, default=project.SOURCE / "build", metavar="DIR",
        help="the build directory to use (build/ in the source tree)")
    add("--no-build", action="store_true", help="take the build directory as it is")
    add("--exec", action="store_true", help="run a command of your own instead of crossfence")
    add("--share", type=Path, action="append", default=[], metavar="DIR",
        help="a directory that the guest may write to; may be given again")
    add("--no-probe", action="store_true",
        help="do without the suite's own kernel module (docs/probe.md)")
    add("--keep", action="store_true", help="keep the serial log even if all went well")
    return make


def parse(argv: list[str]) -> tuple[argparse.Namespace, list[str]]:
    """Our options, and the words after `--`."""
    at = argv.index("--") if "--" in argv else len(argv)
    options, words = parser().parse_args(argv[:at]), argv[at + 1:]
    if options.exec and not words:
        raise Failure("--exec needs a command: ci/vm --exec -- COMMAND", 2)
    if not re.fullmatch(r"[1-9]\d*[MG]?", options.memory):
        raise Failure(f"--memory {options.memory}: a number with M or G was expected", 2)
    if min(options.cpus, options.timeout, options.boots, options.silence) <= 0:
        raise Failure("--cpus, --timeout, --boots and --silence must be above zero", 2)
    if options.kernel not in NAMED and not Path(options.kernel).exists():
        raise Failure(f"--kernel {options.kernel}: neither {', '.join(NAMED)} nor a path", 2)
    if options.pin and options.accel == "icount":
        raise Failure("--pin: with --accel icount a guest has one thread for all processors", 2)
    if options.pin:
        pinning.check(options.cpus)
    return options, words


def choose_kernel(options: argparse.Namespace) -> Kernel:
    """The kernel asked for, fetched or built if need be."""
    series = SERIES.get(options.kernel)
    if series:
        return PackagedKernels(devices.all_modules()).get(series, options.refresh)
    if options.kernel in built.FLAVOURS:
        return built.get(options.kernel, options.refresh)
    return tree.given(Path(options.kernel))


def with_probe(kernel: Kernel) -> Kernel:
    """The kernel and the suite's module for it, where it can be had."""
    try:
        return replace(kernel, probe=probe.module_for(kernel))
    except Failure as failure:
        say(f"absent here: probe: {failure}")
        return kernel


def prepare(options: argparse.Namespace, words: list[str], kernel: Kernel) -> project.Job:
    """Builds what is to run, and makes the directories that it writes to."""
    if options.exec:
        job = project.Job(words)
    else:
        if not options.no_build:
            project.build(options.build)
        job = project.crossfence(options.build.absolute(), words, kernel.release)
    job.shares += [share.absolute() for share in options.share]
    for share in job.shares:
        share.mkdir(parents=True, exist_ok=True)
    return job


def run(options: argparse.Namespace, words: list[str]) -> int:
    """Everything from a bare machine to the exit status."""
    wanted = ["guest"] if options.exec or options.no_build else ["guest", "build"]
    trouble = packages.ensure(wanted)
    if trouble:
        raise Failure(trouble, 2)
    kernel = choose_kernel(options)
    if not options.no_probe:
        kernel = with_probe(kernel)
    job = prepare(options, words, kernel)
    traces = "--trace" in job.words and not options.pin
    chosen, why = accel.choose(options.accel, kernel, traces)
    say(f"booting {kernel.release} with {chosen}: {why}")
    os.environ.setdefault("CROSSFENCE_COMMAND", command_again(options))
    plan = Plan(kernel, chosen, job.words, job.shares, job.results, options.memory,
                options.cpus, options.timeout, options.silence if job.results else math.inf,
                options.exec, options.keep, options.pin)
    try:
        return boots.carry_through(plan, options.boots)
    except BootFailure as failure:
        status = 3 if options.kernel in NAMED else DOES_NOT_BOOT
        raise Failure(str(failure), status) from None
    finally:
        show_results(job.results)


def command_again(options: argparse.Namespace) -> str:
    """What runs a case again in such a guest: the kernel, and what was not as usual."""
    usual = parser()
    words = ["ci/vm", "--kernel", options.kernel]
    for name in DECISIVE:
        value = getattr(options, name)
        if value != usual.get_default(name):
            option = f"--{name.replace('_', '-')}"
            words += [option] if value is True else [option, str(value)]
    return f"{shlex.join(words)} --"


def show_results(directory: Path | None) -> None:
    """Says where the results are; a directory in which nothing came to be goes away again."""
    if directory and any(directory.iterdir()):
        say(f"results: {os.path.relpath(directory)}")
    elif directory:
        directory.rmdir()


def stop(number: int, _frame: object) -> None:
    """Turns a signal into an exit that cleans up on its way; timeout(1) sends the signal twice."""
    for further in ENDING_SIGNALS:
        signal.signal(further, signal.SIG_IGN)
    sys.exit(128 + number)


def main(argv: list[str]) -> int:
    for number in ENDING_SIGNALS:
        signal.signal(number, stop)
    try:
        return run(*parse(argv))
    except Failure as failure:
        say(str(failure))
        return failure.status
    except KeyboardInterrupt:
        return 128 + signal.SIGINT
    except BrokenPipeError:
        return 128 + signal.SIGPIPE
    except subprocess.CalledProcessError as error:
        output = (error.stderr or b"").decode(errors="replace").strip().splitlines()
        say(f"{Path(error.cmd[0]).name} failed: {output[-1] if output else error.returncode}")
    except OSError as error:
        say(f"{error.filename or 'this machine'}: {error.strerror}")
    return 2
