# SPDX-License-Identifier: MIT
"""Where guest kernels come from: Debian packages, kernel build trees, single images."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Kernel:
    """A kernel that can be booted, and what belongs to it."""

    release: str
    image: Path
    origin: str
    modules: Path | None = None
    config: Path | None = None
