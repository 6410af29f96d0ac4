# SPDX-License-Identifier: MIT
"""The suite's own kernel module (docs/probe.md), built for the kernel of a guest."""

import hashlib
import os
import re
import subprocess
from pathlib import Path

from .. import Failure, cache_dir, packages
from ..progress import Progress
from . import Kernel, headers
from .compilation import first_error
from .packaged import locked

SOURCE = Path(__file__).resolve().parents[3] / "lib/probe/module"
NAME = "crossfence_probe.ko"

# A flag that the kernel's compiler knew, and the symbol for it.
NEWER_FLAGS = {"-fmin-function-alignment=16": "CONFIG_CC_HAS_MIN_FUNCTION_ALIGNMENT"}


def module_for(kernel: Kernel) -> Path:
    """The module, brought up to date. Failure when this kernel can't have it."""
    if kernel.config and "CONFIG_MODULES=y" not in kernel.config.read_text():
        raise Failure("not in this kernel (CONFIG_MODULES is not set)")
    trouble = packages.ensure(["module"])
    if trouble:
        raise Failure(trouble)
    home = cache_dir() / "probe" / hashlib.sha256(str(kernel.image).encode()).hexdigest()[:16]
    with locked(home.with_suffix(".lock"), "is building the probe module"):
        directory = tree_of(kernel)
        if not directory:
            raise Failure(f"no headers of {kernel.release} to build it against")
        return build(directory, home)


def tree_of(kernel: Kernel) -> Path | None:
    """What to build against: the kernel's own tree, or the headers packaged with it."""
    if kernel.tree or not kernel.suite:
        return kernel.tree
    return headers.get(kernel.image.parent, kernel.release, kernel.suite)


def build(directory: Path, home: Path) -> Path:
    """make finds out what has changed."""
    progress = Progress()
    progress.show(f"building the probe module against {directory}")
    done = subprocess.run(
        [SOURCE / "build", directory, home, f"-j{os.cpu_count()}", "CC=gcc", *unknown_flags()],
        capture_output=True, text=True, check=False)
    progress.clear()
    if done.returncode:
        raise Failure(why_not(done.stderr))
    scratch = home / "stripped.new"
    subprocess.run(["strip", "--strip-debug", "-o", scratch, home / NAME], check=True,
                   capture_output=True)
    return scratch.rename(home / "stripped.ko")


def why_not(log: str) -> str:
    """One line on a build that failed: the module's own word on a kernel that it does not know."""
    unknown = re.search(r"\*\*\* (crossfence_probe knows .*)\.  Stop\.", log)
    return unknown.group(1) if unknown else f"the probe module does not build: {first_error(log)}"


def unknown_flags() -> list[str]:
    """make arguments that keep flags from a compiler which does not know them."""
    return [f"{symbol}=" for flag, symbol in NEWER_FLAGS.items()
            if subprocess.run(["gcc", flag, "-E", "-x", "c", os.devnull], capture_output=True,
                              check=False).returncode]
