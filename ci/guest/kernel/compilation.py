# SPDX-License-Identifier: MIT
"""Running a kernel's build: with progress, a compiler cache, and no half-written objects."""

import os
import re
import shutil
import signal
import subprocess
from pathlib import Path

from .. import Failure
from ..lifeline import die_with_parent
from ..progress import Progress

# Where Debian's ccache has a compiler's name for itself: the build's own commands stay the same.
CCACHE = Path("/usr/lib/ccache")

COMPILED = re.compile(r"  (CC|AS)\b")

# Longer than a compiler takes for one file, and than a file system keeps back what it was given.
UNSURE_S = 60.0


def is_there(program: str) -> bool:
    """Whether a program is installed."""
    return shutil.which(program) is not None


def run(home: Path, objects: int, lock: int) -> None:
    """Builds HOME/tree; whoever of make's children outlives us still holds the lock."""
    tree, running = home / "tree", home / "build-runs"
    if running.exists():
        drop_latest(tree)
    running.touch()
    path = f"{CCACHE}:{os.environ['PATH']}" if (CCACHE / "gcc").exists() else os.environ["PATH"]
    log = home / "build.log"
    child = subprocess.Popen(
        ["nice", "make", "-C", tree, f"-j{os.cpu_count()}", "bzImage", "modules"],
        env={**os.environ, "PATH": path, "LC_ALL": "C.UTF-8"}, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
        pass_fds=[lock],
        preexec_fn=die_with_parent(signal.SIGTERM))
    try:
        watch(child, log, f"building {home.name}", objects)
    finally:
        if child.poll() is None:
            child.terminate()
        child.wait()
    if child.returncode:
        raise Failure(f"the build of {home.name} failed: {first_error(log.read_text())} ({log})")
    running.unlink()


def watch(child: subprocess.Popen, log: Path, what: str, objects: int) -> None:
    """Writes the build's output to a file and shows how far it is."""
    progress, done = Progress(), 0
    try:
        with log.open("w") as file:
            for line in child.stdout:
                file.write(line)
                if COMPILED.match(line):
                    done += 1
                    progress.show(f"{what}: {done} of about {max(objects, done)} files compiled")
    finally:
        progress.clear()


def drop_latest(tree: Path) -> None:
    """After a build that was cut off, by a power failure perhaps: removes the objects that were
    being written then."""
    objects = (path for path in tree.rglob("*") if path.suffix in (".o", ".a", ".ko"))
    times = {path: path.stat().st_mtime for path in objects if path.is_file()}
    latest = max(times.values(), default=0)
    for path, time in times.items():
        if time > latest - UNSURE_S:
            path.unlink()


def first_error(log: str) -> str:
    """The most telling line of the build's output."""
    found = re.search(r"^.*(?:\berror:|undefined reference|\*\*\*).*$", log, re.MULTILINE)
    return found.group().strip() if found else "see its log"
