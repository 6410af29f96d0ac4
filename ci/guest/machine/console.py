# SPDX-License-Identifier: MIT
"""The host's ends of the guest's console ports, and what each carries.

Streams that are our terminal share one terminal in the guest; any other stream is a port of
its own and stays bytes. A marker closes every output: ports deliver independently of each other.
"""

import os
import secrets
import socket

CONTROL, STDIN, STDOUT, STDERR = 1, 2, 3, 4


def layout(terminals: tuple[bool, bool, bool], same_output: bool, wants_stdin: bool) -> list[str]:
    """What stdin, stdout and stderr are in the guest: `tty`, `null` or a port's number."""
    on_terminal = terminals[0] and terminals[1]
    piped_in = str(STDIN) if wants_stdin and not terminals[0] else "null"
    stdout = "tty" if terminals[1] else str(STDOUT)
    stderr = "tty" if terminals[2] else stdout if same_output else str(STDERR)
    return ["tty" if on_terminal else piped_in, stdout, stderr]


def same_file(first: int, second: int) -> bool:
    """Whether two descriptors are one file, as after `2>&1`."""
    a, b = os.fstat(first), os.fstat(second)
    return (a.st_dev, a.st_ino) == (b.st_dev, b.st_ino)


class Output:
    """One stream out of the guest: all before the marker goes to a descriptor of ours."""

    def __init__(self, end: socket.socket, target: int, marker: bytes):
        self.end = end
        self.target = target
        self.ended = False
        self._marker = marker
        self._held = b""

    def feed(self, data: bytes) -> bytes:
        """What may be written now; bytes that may begin the marker wait for the next ones."""
        self._held += data
        at = self._held.find(self._marker)
        if at >= 0:
            self.ended = True
            keep = len(self._held) - at
        else:
            keep = overlap(self._held, self._marker)
        ready = self._held[:len(self._held) - keep]
        self._held = b"" if self.ended else self._held[len(ready):]
        return ready

    def close(self) -> bytes:
        """What was held back when the guest is gone without a marker."""
        self.ended = True
        return self._held


def overlap(data: bytes, marker: bytes) -> int:
    """How many bytes at the end of the data could be the beginning of the marker."""
    longest = min(len(data), len(marker) - 1)
    return next((n for n in range(longest, 0, -1) if data.endswith(marker[:n])), 0)


class Console:
    """Socket pairs for every stream: our ends, QEMU's ends, and the settings for init."""

    def __init__(self, wants_stdin: bool):
        self.stdin, stdout, stderr = layout(
            (os.isatty(0), os.isatty(1), os.isatty(2)), same_file(1, 2), wants_stdin)
        self._marker = f"crossfence-end-{secrets.token_hex(12)}"
        self._pairs = {name: socket.socketpair()
                       for name in {str(CONTROL), self.stdin, stdout, stderr} - {"null"}}
        targets = {stderr: 2, stdout: 1}
        self.outputs = [Output(self.end(name), target, self._marker.encode())
                        for name, target in targets.items()]
        self._streams = {"stdin": self.stdin, "stdout": stdout, "stderr": stderr}

    def end(self, name: str) -> socket.socket:
        """Our end of a port or of the terminal."""
        return self._pairs[name][0]

    @property
    def control(self) -> socket.socket:
        return self.end(str(CONTROL))

    def guest_ends(self) -> dict[str, socket.socket]:
        """QEMU's ends."""
        return {name: pair[1] for name, pair in self._pairs.items()}

    def close_guest_ends(self) -> None:
        """Once QEMU has them, so that its death is an end of file here."""
        for pair in self._pairs.values():
            pair[1].close()

    def settings(self) -> dict[str, str]:
        """What init must know about the streams."""
        size = next((os.get_terminal_size(fd) for fd in (1, 2) if os.isatty(fd)), None)
        return {**self._streams, "marker": self._marker,
                "setsid_flag": "-c" if self.stdin == "tty" else "",
                "rows": str(size.lines) if size else "",
                "columns": str(size.columns) if size else ""}
