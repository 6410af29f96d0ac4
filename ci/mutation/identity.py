# SPDX-License-Identifier: MIT
"""Which suite measures: what a result holds for besides the kernel and the mutant."""

import hashlib
import subprocess
from pathlib import Path

from . import Failure

NO_TESTS = ("support",)


def suite_identity(build: Path) -> str:
    """The content of the runner and of the test programs."""
    runner, tests = build / "runner" / "crossfence", build / "tests"
    if not runner.exists() or not tests.exists():
        raise Failure(f"{build} is no build of crossfence: meson compile -C {build}")
    programs = [path for path in sorted(tests.glob("*/*"))
                if path.is_file() and path.stat().st_mode & 0o111 and not path.suffix
                and path.parent.name not in NO_TESTS]
    digest = hashlib.sha256()
    for path in [runner, *programs]:
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]


def commit() -> str:
    """The source tree's, for people; what counts is the programs' content."""
    done = subprocess.run(["git", "-C", Path(__file__).resolve().parent, "describe", "--always",
                           "--dirty"], capture_output=True, text=True, check=False)
    return done.stdout.strip()
