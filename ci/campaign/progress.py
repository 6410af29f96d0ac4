# SPDX-License-Identifier: MIT
"""Where a campaign is, on stderr: rewritten on a terminal, a line now and then elsewhere."""

import sys
import time


class Progress:
    """One line for the kind of fault that is being tried."""

    PLAIN_INTERVAL_S = 15.0

    def __init__(self) -> None:
        self._live = sys.stderr.isatty()
        self._last_plain = time.monotonic()

    def show(self, text: str) -> None:
        """Replaces what was shown before."""
        if self._live:
            print(f"\r\x1b[K{text}", end="", file=sys.stderr, flush=True)
        elif time.monotonic() - self._last_plain >= self.PLAIN_INTERVAL_S:
            self._last_plain = time.monotonic()
            print(text, file=sys.stderr, flush=True)

    def clear(self) -> None:
        """Leaves the line for somebody else."""
        if self._live:
            print("\r\x1b[K", end="", file=sys.stderr, flush=True)
