# SPDX-License-Identifier: MIT
"""Boots Linux kernels in QEMU on the machine's own root file system; ci/vm is the command."""

import os
from pathlib import Path


class Failure(Exception):
    """One clear line for the user, and the exit status that goes with it."""

    def __init__(self, line: str, status: int = 3):
        super().__init__(line)
        self.status = status


def cache_dir() -> Path:
    """The user's cache directory for kernels, apt state and verdicts."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base).absolute() / "crossfence"
