# SPDX-License-Identifier: MIT
"""One guest from power-on to its command's exit status."""

import math
import os
import re
import shlex
import shutil
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

from .. import Failure
from ..kernel import Kernel
from ..progress import say
from . import devices, initramfs, pinning, qemu
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


class GuestDied(Failure):
    """The guest broke down, or fell silent, while the command ran. `fault` says what of the
    emulator did that; empty: the guest is to blame."""

    def __init__(self, text: str, fault: str = ""):
        super().__init__(text)
        self.fault = fault


@dataclass
class Plan:
    """A guest run as asked for. A guest that says nothing for `silence_s` counts as hung."""

    kernel: Kernel
    accel: str
    words: list[str]
    shares: list[Path] = field(default_factory=list)
    results: Path | None = None
    memory: str = "2G"
    cpus: int = 2
    timeout_s: float = 3600.0
    silence_s: float = math.inf
    wants_stdin: bool = False
    keep: bool = False
    pin: bool = False
    begun: float = field(default_factory=time.monotonic)


def shell_script(words: list[str]) -> str:
    """What the guest's shell executes: our directory and environment, then the command."""
    exports = "".join(f"export {name}={shlex.quote(value)}\n"
                      for name, value in os.environ.items() if ENVIRONMENT.match(name))
    return f"cd {shlex.quote(os.getcwd())} || exit 126\n{exports}exec {shlex.join(words)}\n"


def last_words(kernel_log: str) -> str:
    """Why a guest ended: a panic, or else what init had to say."""
    found = re.findall(r"Kernel panic - [^\r\n]*", kernel_log) or \
        re.findall(r"\bvm: ([^\r\n]*)", kernel_log)[-1:]
    return found[0] if found else ""


def stale_translation(kernel_log: str) -> str:
    """Says that the emulator executed an int3 which memory does not hold; empty: it did not.

    A kernel puts an int3 where it is about to patch code, and has a handler for whoever runs into
    it. Code prints the byte behind a trap in angle brackets: before it stands what memory holds
    by now. That is another one where the emulator still had its translation of the int3, and is
    an int3 (cc) where the kernel executed what is left of a module, which 7.2 fills with them.
    """
    held = re.findall(r"Oops: int3\b.*?\bCode: [^<\r\n]*\b([0-9a-f]{2}) <", kernel_log, re.DOTALL)
    if not held or held[-1] == "cc":
        return ""
    return "QEMU executed an int3 that had been patched away, a defect of those before 8.1"


class Guest:
    """Owns a directory, a QEMU and its console for one boot."""

    def __init__(self, plan: Plan):
        self._plan = plan
        self._home = Path(tempfile.mkdtemp(prefix="crossfence-vm-"))
        self._console = Console(plan.wants_stdin)
        self._relay = Relay(self._console, self._hear)
        self._started = time.monotonic()
        self._ready = False
        self._when_ready: Callable[[], object] = lambda: None
        self._serial_log = self._home / "serial.log"

    def __enter__(self) -> "Guest":
        return self

    def __exit__(self, kind: type | None, *_: object) -> None:
        if self._plan.keep or (kind and issubclass(kind, Failure)):
            self.keep_log()
        shutil.rmtree(self._home, ignore_errors=True)

    def run(self) -> int:
        """The command's exit status."""
        with qemu.Process(qemu.command_line(self._machine()), self._home / "qemu.log",
                          [end.fileno() for end in self._console.guest_ends().values()]) as vm:
            self._console.close_guest_ends()
            if self._plan.pin:
                self._when_ready = lambda: pinning.pin(vm.id)
            with self._relay:
                return self._converse(vm)

    def keep_log(self) -> Path | None:
        """Moves the serial log to where it survives: beside the results if there are any."""
        if not self._serial_log.exists():
            return None
        path = free_name(self._plan.results) if self._plan.results else temporary_name()
        shutil.move(self._serial_log, path)
        say(f"serial log: {path}")
        return path

    def _machine(self) -> qemu.Machine:
        plan, kernel = self._plan, self._plan.kernel
        settings = {**self._console.settings(), "release": kernel.release,
                    "modules": str(kernel.modules or ""), "msize": str(NINEP_MSIZE)}
        initrd = self._home / "initrd"
        initrd.write_bytes(
            initramfs.guest(kernel, settings, plan.shares, shell_script(plan.words)))
        append = [*devices.kernel_options(), f"hugepages={HUGE_PAGES}", "loglevel=7"]
        return qemu.Machine(kernel.image, initrd, self._serial_log, plan.accel, plan.memory,
                            plan.cpus, append, plan.shares, self._console.guest_ends())

    def _converse(self, vm: qemu.Process) -> int:
        try:
            status = self._relay.run(self._deadline)
        except TimedOut:
            raise self._overdue() from None
        if status is not None:
            return status
        vm.wait(2.0)
        log = self._kernel_log()
        fault = vm.signal() or stale_translation(log)
        reason = fault or last_words(log) or vm.message() or "QEMU ended"
        if self._ready:
            raise GuestDied(f"the guest died: {reason}", fault)
        raise BootFailure(f"the guest did not boot: {reason}")

    def _overdue(self) -> Failure:
        """Which of the limits has passed."""
        plan = self._plan
        if not self._ready:
            limit = self._deadline() - self._started
            return BootFailure(f"the guest did not boot within {limit:.0f} s")
        if self._deadline() == plan.begun + plan.timeout_s:
            return Failure(f"no end after {plan.timeout_s:.0f} s: guest killed")
        words = last_words(self._kernel_log())
        return GuestDied(f"the guest said nothing for {plan.silence_s:.0f} s"
                         + (f": {words}" if words else ""))

    def _kernel_log(self) -> str:
        log = self._serial_log
        return log.read_text(errors="replace") if log.exists() else ""

    def _deadline(self) -> float:
        end = self._plan.begun + self._plan.timeout_s
        if self._ready:
            return min(end, self._relay.heard_at + self._plan.silence_s)
        return min(end, self._started + BOOT_S)

    def _hear(self, line: str) -> None:
        """One line from init over the control port."""
        word, _, rest = line.partition(" ")
        if word == "absent":
            say(f"absent here: {rest}")
        elif word == "ready":
            self._ready = True
            self._when_ready()
            self._relay.start_input()


def free_name(directory: Path) -> Path:
    """The first of serial-1.log, serial-2.log and so on that is not there yet."""
    return next(path for path in (directory / f"serial-{number}.log" for number in count(1))
                if not path.exists())


def temporary_name() -> Path:
    """A new file that nobody removes."""
    number, name = tempfile.mkstemp(prefix="crossfence-serial-", suffix=".log")
    os.close(number)
    return Path(name)
