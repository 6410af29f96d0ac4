# SPDX-License-Identifier: MIT
"""Children that end when this program does, however that happens."""

import ctypes
import os
import signal
from collections.abc import Callable

PR_SET_PDEATHSIG = 1


def die_with_parent(number: int = signal.SIGKILL) -> Callable[[], None]:
    """A preexec function: the child asks the kernel for this signal when its parent ends."""
    parent = os.getpid()
    libc = ctypes.CDLL(None, use_errno=True)

    def apply() -> None:
        libc.prctl(PR_SET_PDEATHSIG, number)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)

    return apply
