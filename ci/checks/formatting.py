# SPDX-License-Identifier: MIT
"""clang-format over the whole tree: checked, or with --fix written."""

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from .tree import CheckError, Finding, Tree

MESSAGE = re.compile(r"^(?P<path>[^:\n]+):(?P<line>\d+):\d+: \w+: ", re.MULTILINE)


def formatted_files(tree: Tree) -> list[str]:
    """What clang-format decides on; kernel C has a style of its own."""
    return [source.path for source in tree.of("header", "cpp")]


def _clang_format(root: Path, files: Iterable[str], *options: str) -> str:
    if not shutil.which("clang-format"):
        raise CheckError("clang-format is missing: apt-get install clang-format")
    result = subprocess.run(["clang-format", *options, *files], cwd=root,
                            capture_output=True, text=True, check=False)
    if result.returncode != 0 and not MESSAGE.search(result.stderr):
        raise CheckError(f"clang-format failed: {result.stderr.strip()}")
    return result.stderr


def fix(root: Path, tree: Tree) -> None:
    """Formats every file in place."""
    if files := formatted_files(tree):
        _clang_format(root, files, "-i")


def findings(root: Path, tree: Tree) -> Iterator[Finding]:
    """The first wrong line of each file."""
    files = formatted_files(tree)
    if not files:
        return
    seen = set()
    for match in MESSAGE.finditer(_clang_format(root, files, "--dry-run", "-Werror")):
        path = match.group("path")
        if path not in seen:
            seen.add(path)
            yield Finding(path, int(match.group("line")), "format", "run ci/check --fix")
