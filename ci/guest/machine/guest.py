# SPDX-License-Identifier: MIT
"""One guest from power-on to its command's exit status."""

import os
import re
import shlex
import shutil
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from .. import Failure
from ..kernel import Kernel
from ..progress import say
from . import devices, initramfs, qemu
from .console import Console
from .relay import Relay, TimedOut

BOOT_S = 180.0
HUGE_PAGES = 32
NINEP_MSIZE = 262144

# The part of the caller's environment that means something in the guest.
ENVIRONMENT = re.compile(r"(PATH|HOME|USER|LOGNAME|SHELL|LANG|LC_\w+|TZ|TERM|COLORTERM|NO_COLOR|"
                         r"LD_LIBRARY_PATH|(CROSSFENCE|GTEST|ASAN|UBSAN|MESA|LIBGL|EGL)_\w+)$")


class BootFailure(Failure):
    """The guest never got as far as running the command."""


@dataclass
class Plan:
    """A guest run as asked for."""

    kernel: Kernel
    accel: str
    words: list[str]
    shares: list[Path] = field(default_factory=list)
    results: Path | None = None
    memory: str = "2G"
    cpus: int = 2
    timeout_s: float = 3600.0
    wants_stdin: bool = False
    keep: bool = False


def shell_script(words: list[str]) -> str:
    """What the guest's shell executes: our directory and environment, then the command."""
    exports = "".join(f"export {name}={shlex.quote(value)}\n"
                      for name, value in os.environ.items() if ENVIRONMENT.match(name))
    return f"cd {shlex.quote(os.getcwd())} || exit 126\n{exports}exec {shlex.join(words)}\n"


def last_words(kernel_log: str) -> str:
    """Why a guest ended: a panic, or else what init had to say."""
    found = re.findall(r"Kernel panic - [^\r\n]*", kernel_log) or \
        re.findall(r"vm: ([^\r\n]*)", kernel_log)[-1:]
    known = " (int3: a defect of QEMU before 8.1, see machine/qemu.py)" \
        if "Oops: int3" in kernel_log else ""
    return found[0] + known if found else ""


class Guest:
    """Owns the run's directory, its QEMU and its console while the command runs."""

    def __init__(self, plan: Plan):
        self._plan = plan
        self._home = Path(tempfile.mkdtemp(prefix="crossfence-vm-"))
        self._console = Console(plan.wants_stdin)
        self._relay = Relay(self._console, self._hear)
        self._started = time.monotonic()
        self._ready = False
        self._serial_log = self._home / "serial.log"

    def run(self) -> int:
        """The command's exit status. A guest that breaks leaves its serial log behind."""
        kept = self._plan.keep
        try:
            with qemu.Process(qemu.command_line(self._machine()), self._home / "qemu.log",
                              [end.fileno() for end in self._console.guest_ends().values()]) as vm:
                self._console.close_guest_ends()
                with self._relay:
                    status = self._converse(vm)
            return status
        except Failure:
            kept = True
            raise
        finally:
            if kept and self._serial_log.exists():
                say(f"serial log: {self._keep_log()}")
            shutil.rmtree(self._home, ignore_errors=True)

    def _keep_log(self) -> Path:
        """Moves the serial log to where it survives: beside the results if there are any."""
        if self._plan.results:
            return shutil.move(self._serial_log, self._plan.results / "serial.log")
        number, name = tempfile.mkstemp(prefix="crossfence-serial-", suffix=".log")
        os.close(number)
        return shutil.move(self._serial_log, name)

    def _machine(self) -> qemu.Machine:
        plan, kernel = self._plan, self._plan.kernel
        settings = {**self._console.settings(), "release": kernel.release,
                    "modules": str(kernel.modules or ""), "msize": str(NINEP_MSIZE)}
        initrd = self._home / "initrd"
        initrd.write_bytes(
            initramfs.guest(kernel, settings, plan.shares, shell_script(plan.words)))
        append = [*devices.kernel_options(), f"hugepages={HUGE_PAGES}", "loglevel=6"]
        return qemu.Machine(kernel.image, initrd, self._serial_log, plan.accel, plan.memory,
                            plan.cpus, append, plan.shares, self._console.guest_ends())

    def _converse(self, vm: qemu.Process) -> int:
        try:
            status = self._relay.run(self._deadline)
        except TimedOut:
            if self._ready:
                raise Failure(f"no end after {self._plan.timeout_s:.0f} s: guest killed") from None
            raise BootFailure(f"the guest did not boot within {self._boot_limit():.0f} s") from None
        if status is not None:
            return status
        vm.wait(2.0)
        log = self._serial_log
        text = log.read_text(errors="replace") if log.exists() else ""
        reason = last_words(text) or vm.message() or "QEMU ended"
        if self._ready:
            raise Failure(f"the guest died: {reason}")
        raise BootFailure(f"the guest did not boot: {reason}")

    def _boot_limit(self) -> float:
        return min(BOOT_S, self._plan.timeout_s)

    def _deadline(self) -> float:
        return self._started + (self._plan.timeout_s if self._ready else self._boot_limit())

    def _hear(self, line: str) -> None:
        """One line from init over the control port."""
        word, _, rest = line.partition(" ")
        if word == "absent":
            say(f"absent here: {rest}")
        elif word == "ready":
            self._ready = True
            self._relay.start_input()
