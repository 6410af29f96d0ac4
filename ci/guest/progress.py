# SPDX-License-Identifier: MIT
"""Messages to the user on stderr; stdout belongs to the guest's command."""

import sys
import time


def say(line: str) -> None:
    """One line on stderr, marked as ours."""
    print(f"vm: {line}", file=sys.stderr, flush=True)


class Progress:
    """A line that rewrites itself on a terminal, and a line now and then elsewhere."""

    PLAIN_INTERVAL_S = 10.0

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._shown = False
        self._last_plain = 0.0

    def show(self, text: str) -> None:
        if self._live:
            sys.stderr.write(f"\r\x1b[Kvm: {text}")
            sys.stderr.flush()
            self._shown = True
        elif time.monotonic() - self._last_plain >= self.PLAIN_INTERVAL_S:
            self._last_plain = time.monotonic()
            say(text)

    def clear(self) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
            self._shown = False
