# SPDX-License-Identifier: MIT
"""What a build directory says about how each file is compiled."""

import json
import os
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .rules.headers import own_header
from .rules.includes import resolve
from .tree import CheckError, Finding, Tree

TAKES_VALUE = {"-o", "-MF", "-MQ", "-MT"}
DROPPED = {"-c", "-MD", "-MMD"}


@dataclass(frozen=True)
class Unit:
    """A file that a compiler can read by itself: a source, or a header that no source covers."""

    path: str
    directory: str
    flags: tuple[str, ...]


def language_flags(command: list[str], file: str) -> tuple[str, ...]:
    """A compiler's command line less the compiler, its input and its outputs."""
    start = next((i for i, word in enumerate(command) if word.startswith("-")), len(command))
    flags, skip = [], False
    for word in command[start:]:
        if skip or word in DROPPED or word == file:
            skip = False
        elif word in TAKES_VALUE:
            skip = True
        else:
            flags.append(word)
    return tuple(flags)


def _sources(root: Path, build: Path, tree: Tree) -> Iterator[Unit]:
    database = build / "compile_commands.json"
    if not database.exists():
        raise CheckError(f"{database} is missing: run 'meson setup {build}', name another build "
                         "directory with --build, or leave clang-tidy out with --no-tidy")
    for entry in json.loads(database.read_text()):
        path = os.path.relpath(os.path.join(entry["directory"], entry["file"]), root)
        if path in tree.sources:
            command = shlex.split(entry["command"])
            yield Unit(path, entry["directory"], language_flags(command, entry["file"]))


def _flags_for_header(header: str, units: dict[str, Unit], tree: Tree) -> Unit | None:
    """How a neighbour is compiled, else somebody who includes it."""
    folder = tree.sources[header].folder
    for unit in units.values():
        if tree.sources[unit.path].folder == folder:
            return unit
    for unit in units.values():
        source = tree.sources[unit.path]
        if any(resolve(tree, source, include) == header for include in source.includes):
            return unit
    return next(iter(units.values()), None)


def units(root: Path, build: Path, tree: Tree) -> list[Unit]:
    """Every source once, and every header that no source includes first."""
    compiled = {unit.path: unit for unit in _sources(root, build, tree)}
    covered = {own_header(path) for path in compiled}
    result = list(compiled.values())
    for header in tree.of("header"):
        if header.path in covered:
            continue
        if model := _flags_for_header(header.path, compiled, tree):
            result.append(Unit(header.path, model.directory, model.flags))
    return result


def unbuilt(tree: Tree, compiled: list[Unit]) -> Iterator[Finding]:
    """Sources that no target of the build names: nobody compiles or checks them."""
    built = {unit.path for unit in compiled}
    for source in tree.of("cpp"):
        if source.path not in built:
            yield Finding(source.path, 1, "not-built", "name it in the meson.build of its folder")
