# SPDX-License-Identifier: MIT
"""clang-tidy over every unit of a build, in parallel, remembered by content."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import suppress
from pathlib import Path

from .compilation import Unit, unbuilt, units
from .rules.includes import resolve
from .tree import CheckError, Finding, Tree

MESSAGE = re.compile(r"^(?P<path>[^:\n]+):(?P<line>\d+):\d+: (?:warning|error|fatal error): "
                     r"(?P<text>.*?)(?: \[(?P<check>[\w.,*-]+)\])?$", re.MULTILINE)
UNUSED_SECONDS = 30 * 24 * 3600
EXTRA_FLAGS = ("-Wno-unknown-warning-option",)


def closure(tree: Tree, path: str) -> list[str]:
    """The file and every file of the tree that it includes, at any depth."""
    found, open_ends = {path}, [path]
    while open_ends:
        source = tree.sources[open_ends.pop()]
        for include in source.includes:
            target = resolve(tree, source, include)
            if target and target not in found:
                found.add(target)
                open_ends.append(target)
    return sorted(found)


def parse(output: str, root: Path, directory: str) -> list[Finding]:
    """The findings inside the tree that clang-tidy printed, each once."""
    found = {}
    for match in MESSAGE.finditer(output):
        path = os.path.relpath(os.path.join(directory, match.group("path")), root)
        if not path.startswith(".."):
            check = (match.group("check") or "compile").split(",")[0]
            finding = Finding(path, int(match.group("line")), check, match.group("text"))
            found.setdefault((path, finding.line, check), finding)
    return sorted(found.values())


def is_meant(finding: Finding, tree: Tree) -> bool:
    """explicit(false) says that a conversion is wanted; clang-tidy 14 does not know it yet."""
    if finding.rule != "google-explicit-constructor":
        return False
    lines = tree.sources[finding.path].lines if finding.path in tree.sources else []
    return any("explicit(false)" in line for line in lines[finding.line - 1:finding.line])


def outside_error(output: str) -> str:
    """The error that stopped clang-tidy, when it lies outside the tree. What it has against the
    style of other people's headers is none."""
    errors = [line for line in output.splitlines() if "error:" in line]
    stopping = [line for line in errors if not line.endswith("-warnings-as-errors]")]
    if errors and not stopping:
        return ""
    return stopping[0] if errors else f"clang-tidy failed: {output[-200:].strip()}"


def default_cache() -> Path:
    """In the user's cache, so that a new clone or build directory starts warm."""
    base = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")
    return Path(base) / "crossfence" / "tidy"


def forget_unused(cache: Path) -> None:
    """Answers that nobody has asked for in a month belong to code that is gone."""
    for file in cache.iterdir():
        with suppress(FileNotFoundError):
            if time.time() - file.stat().st_mtime > UNUSED_SECONDS:
                file.unlink()


class Tidy:
    """One configuration of clang-tidy and what it said before about the same content."""

    def __init__(self, root: Path, tree: Tree, cache: Path):
        if not shutil.which("clang-tidy"):
            raise CheckError("clang-tidy is missing: apt-get install clang-tidy")
        self._root = root
        self._tree = tree
        self._cache = cache
        version = subprocess.run(["clang-tidy", "--version"], capture_output=True, check=True)
        self._config = root / ".clang-tidy"
        self._common = version.stdout + self._config.read_bytes()
        cache.mkdir(parents=True, exist_ok=True)
        forget_unused(cache)

    def key(self, unit: Unit) -> str:
        """Changes whenever the answer could: content of file and headers, flags, configuration."""
        digest = hashlib.sha256(self._common)
        for part in (os.path.relpath(unit.directory, self._root), *unit.flags):
            digest.update(part.encode() + b"\0")
        for path in closure(self._tree, unit.path):
            digest.update(path.encode() + b"\0" + self._tree.sources[path].text.encode() + b"\0")
        return digest.hexdigest()

    def remembered(self, unit: Unit) -> list[Finding] | None:
        """What an earlier run found, if nothing has changed."""
        file = self._cache / self.key(unit)
        try:
            rows = json.loads(file.read_text())
        except FileNotFoundError:
            return None
        os.utime(file)
        return [Finding(*row) for row in rows]

    def examine(self, unit: Unit) -> list[Finding]:
        """Runs clang-tidy on one unit and remembers the answer."""
        result = subprocess.run(
            ["clang-tidy", "--quiet", "--header-filter=.*", f"--config-file={self._config}",
             str(self._input(unit)), "--", *unit.flags, *EXTRA_FLAGS],
            cwd=unit.directory, capture_output=True, text=True, check=False)
        self._alone(unit).unlink(missing_ok=True)
        found = parse(result.stdout, self._root, unit.directory)
        stopped = result.returncode != 0 and not found
        if stopped and (error := outside_error(result.stdout + result.stderr)):
            # Of the machine, not of the content: another day it may be gone.
            return [Finding(unit.path, 1, "compile", error)]
        found = [finding for finding in found if not is_meant(finding, self._tree)]
        self._remember(unit, found)
        return found

    def _input(self, unit: Unit) -> Path:
        """The file itself; for a header a source that includes nothing else."""
        file = self._root / unit.path
        if self._tree.sources[unit.path].kind != "header":
            return file
        alone = self._alone(unit)
        alone.write_text(f'#include "{file}"\n')
        return alone

    def _alone(self, unit: Unit) -> Path:
        return self._cache / f"{self.key(unit)}.cpp"

    def _remember(self, unit: Unit, found: list[Finding]) -> None:
        file = self._cache / self.key(unit)
        temporary = file.with_suffix(f".{os.getpid()}")
        temporary.write_text(json.dumps([[f.path, f.line, f.rule, f.advice] for f in found]))
        temporary.rename(file)


def findings(root: Path, build: Path, tree: Tree) -> Iterator[Finding]:
    """What clang-tidy and clang's own warnings say of everything that the build compiles."""
    tidy = Tidy(root, tree, default_cache())
    compiled = units(root, build, tree)
    yield from unbuilt(tree, compiled)
    fresh = []
    for unit in compiled:
        known = tidy.remembered(unit)
        if known is None:
            fresh.append(unit)
        else:
            yield from known
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        jobs = [pool.submit(tidy.examine, unit) for unit in fresh]
        for done, job in enumerate(as_completed(jobs), 1):
            if done % 20 == 0 or done == len(jobs):
                print(f"clang-tidy: {done} of {len(jobs)} changed files", file=sys.stderr)
            yield from job.result()
