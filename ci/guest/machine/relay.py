# SPDX-License-Identifier: MIT
"""Moves bytes between our streams and the guest until its command has ended."""

import os
import select
import termios
import time
import tty
from collections.abc import Callable

from .console import Console, Output

CHUNK = 65536
DRAIN_S = 10.0
INTERRUPT = b"\x03"
SECOND_INTERRUPT_S = 2.0


class TimedOut(Exception):
    """The guest did not get there before the deadline."""


class Relay:
    """One guest's conversation. `on_message` gets the control port's lines except the last;
    `heard_at` is when the guest last said anything."""

    def __init__(self, console: Console, on_message: Callable[[str], None]):
        self._console = console
        self._on_message = on_message
        self.heard_at = time.monotonic()
        self._control_text = b""
        self._status: int | None = None
        self._gone = False
        self._to_guest = b""
        self._input = console.end(console.stdin) if console.stdin != "null" else None
        self._reads_input = False
        self._interrupted_at = -SECOND_INTERRUPT_S
        self._cooked: list | None = None
        if self._input:
            self._input.setblocking(False)

    def __enter__(self) -> "Relay":
        return self

    def __exit__(self, *_: object) -> None:
        if self._cooked:
            termios.tcsetattr(0, termios.TCSADRAIN, self._cooked)

    def run(self, deadline: Callable[[], float]) -> int | None:
        """The command's exit status; None if the guest ended without one."""
        drain_until = None
        while not self._finished():
            limit = deadline() if drain_until is None else drain_until
            left = limit - time.monotonic()
            if left <= 0 and drain_until is None:
                raise TimedOut
            if left <= 0:
                break
            self._turn(min(left, 1.0))
            if (self._status is not None or self._gone) and drain_until is None:
                drain_until = time.monotonic() + DRAIN_S
        return self._status

    def _finished(self) -> bool:
        told = self._gone or self._status is not None
        return told and all(output.ended for output in self._console.outputs)

    def start_input(self) -> None:
        """From now on what is typed or piped in belongs to the guest's command."""
        self._reads_input = self._input is not None
        if self._console.stdin == "tty":
            self._cooked = termios.tcgetattr(0)
            tty.setraw(0)

    def _turn(self, seconds: float) -> None:
        """Waits for one batch of events and handles it."""
        outputs = {output.end: output for output in self._console.outputs if not output.ended}
        sources = [*outputs]
        if not self._gone:
            sources.append(self._console.control)
        if self._reads_input and not self._to_guest:
            sources.append(0)
        ready, writable, _ = select.select(sources, [self._input] if self._to_guest else [], [],
                                           seconds)
        for source in ready:
            if source != 0:
                self.heard_at = time.monotonic()
            if source == 0:
                self._read_input()
            elif source in outputs:
                self._forward(outputs[source])
            else:
                self._read_control()
        if writable:
            self._write_input()

    def _forward(self, output: Output) -> None:
        data = receive(output.end)
        write_all(output.target, output.feed(data) if data else output.close())

    def _read_control(self) -> None:
        data = receive(self._console.control)
        self._gone = not data
        *lines, self._control_text = (self._control_text + data).split(b"\n")
        for line in lines:
            word, _, rest = line.decode(errors="replace").partition(" ")
            if word == "exit":
                self._status = int(rest)
            else:
                self._on_message(line.decode(errors="replace"))

    def _read_input(self) -> None:
        self._to_guest = os.read(0, CHUNK)
        if not self._to_guest:
            self._reads_input = False
            self._input.shutdown(1)
        elif self._cooked and INTERRUPT in self._to_guest:
            now = time.monotonic()
            if now - self._interrupted_at < SECOND_INTERRUPT_S:
                raise KeyboardInterrupt
            self._interrupted_at = now

    def _write_input(self) -> None:
        try:
            sent = self._input.send(self._to_guest)
            self._to_guest = self._to_guest[sent:]
        except BlockingIOError:
            pass
        except OSError:
            self._to_guest, self._reads_input = b"", False


def receive(end) -> bytes:
    """The next bytes; none when QEMU is gone."""
    try:
        return end.recv(CHUNK)
    except ConnectionResetError:
        return b""


def write_all(descriptor: int, data: bytes) -> None:
    while data:
        data = data[os.write(descriptor, data):]
