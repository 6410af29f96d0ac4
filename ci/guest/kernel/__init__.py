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
    tree: Path | None = None  # built, to build further modules against
    suite: str = ""  # of the package that it comes from
    probe: Path | None = None  # the suite's own module, built for it
