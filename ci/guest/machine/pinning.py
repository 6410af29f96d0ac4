# SPDX-License-Identifier: MIT
"""Keeping each of a guest's processors on one of the machine's. Where the machine's scheduler moves
them about, two of them share one now and then, and a wake-up from one to the other takes as long as
a time slice: measurements want none of that."""

import os
import re
from pathlib import Path

from .. import Failure


def check(cpus: int) -> None:
    """Fails where the guest would have more processors than we may use."""
    usable = len(os.sched_getaffinity(0))
    if cpus > usable:
        raise Failure(f"--pin: {cpus} processors for a guest, {usable} here (--cpus {usable})", 2)


def pin(process: int) -> dict[int, int]:
    """Binds the processors of a running QEMU, whose threads have names (-name debug-threads=on).
    The machine's processor by the guest's."""
    usable = sorted(os.sched_getaffinity(0))
    placed = {}
    for task in Path(f"/proc/{process}/task").iterdir():
        found = re.match(r"CPU (\d+)/", (task / "comm").read_text(encoding="utf-8"))
        if found:
            number = int(found.group(1))
            placed[number] = usable[number % len(usable)]
            os.sched_setaffinity(int(task.name), {placed[number]})
    return placed
