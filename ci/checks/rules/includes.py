# SPDX-License-Identifier: MIT
"""Includes run one way:

    base <- {dmabuf, drm, gbm, media, host, probe, vfio} <- roles <- tests/support <- tests

and the runner sees lib/base and lib/host at most, so a broken library can't break it.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePosixPath

from .. import cxx
from ..rule import Place, rule
from ..tree import Source, Tree

LEAVES = {"lib/dmabuf", "lib/drm", "lib/gbm", "lib/media", "lib/host", "lib/measure", "lib/probe",
          "lib/vfio"}
LIBRARY = {"lib/base", "lib/roles", *LEAVES}
SEARCHED = ("lib", "tests", "runner", "selftest", "")
GTEST = ("gtest/", "gmock/")

# Those of C++20 and C++23 without a suffix.
STANDARD = frozenset("""
    algorithm any array atomic barrier bit bitset charconv chrono compare complex concepts coroutine
    deque exception execution expected filesystem format forward_list fstream functional future
    generator initializer_list iomanip ios iosfwd iostream istream iterator latch limits list locale
    map mdspan memory memory_resource mutex new numbers numeric optional ostream print queue random
    ranges ratio regex scoped_allocator semaphore set shared_mutex source_location span spanstream
    sstream stack stacktrace stdexcept stdfloat stop_token streambuf string string_view syncstream
    system_error thread tuple type_traits typeindex typeinfo unordered_map unordered_set utility
    valarray variant vector version""".split())
OUTPUT = re.compile(r"\boutput:\s*'([^']+)'")


def room(path: str) -> str:
    """The part of the tree that a file belongs to: lib/drm, tests/fences, runner."""
    parts = PurePosixPath(path).parts[:-1]
    return "/".join(parts[:2] if parts[:1] in (("lib",), ("tests",)) else parts[:1])


def allowed(from_room: str) -> set[str]:
    """The rooms, besides its own, that a room may include from."""
    if from_room == "lib/base":
        return set()
    if from_room in LEAVES:
        return {"lib/base", *LEAVES}
    if from_room == "lib/roles":
        return LIBRARY
    if from_room == "runner":
        return {"lib/base", "lib/host"}
    if from_room.startswith("tests") or from_room == "selftest":
        return {*LIBRARY, "tests/support"} if from_room != "tests/support" else LIBRARY
    return LIBRARY


def resolve(tree: Tree, source: Source, include: cxx.Include) -> str | None:
    """The file of the tree that a quoted include means."""
    for base in (source.folder, *SEARCHED):
        path = str(PurePosixPath(base) / include.name)
        if path in tree.sources:
            return path
    return None


def _edges(tree: Tree) -> Iterator[tuple[Source, cxx.Include, str]]:
    for source in tree.of("cpp", "header", "c"):
        for include in source.includes:
            if include.quoted and (path := resolve(tree, source, include)):
                yield source, include, path


@rule("include-direction")
def include_direction(tree: Tree) -> Iterator[Place]:
    """An include against the arrow makes two layers one."""
    for source, include, path in _edges(tree):
        here, there = room(source.path), room(path)
        if there != here and there not in allowed(here):
            may = ", ".join(sorted(allowed(here))) or "nothing else of the tree"
            yield source.path, include.line, f"{here} may include {may}, not {there}"


@rule("include-circle")
def include_circle(tree: Tree) -> Iterator[Place]:
    """Folders of one layer may use one another, but not in a circle."""
    uses: dict[str, set[str]] = defaultdict(set)
    for source, _, path in _edges(tree):
        uses[room(source.path)].add(room(path))

    def reaches(start: str, goal: str, seen: set[str]) -> bool:
        return goal in uses[start] or any(
            reaches(step, goal, seen | {start}) for step in uses[start] - seen - {start})

    for source, include, path in _edges(tree):
        here, there = room(source.path), room(path)
        if here != there and reaches(there, here, set()):
            yield source.path, include.line, f"{there} already uses {here}: move what both need"


@rule("include-unknown")
def include_unknown(tree: Tree) -> Iterator[Place]:
    """Quotes are for the project's own files, spelled from lib/, tests/ or runner/, and for what
    its build writes."""
    written = {name for source in tree.of("meson") for name in OUTPUT.findall(source.text)}
    for source in tree.of("cpp", "header"):
        for include in source.includes:
            made = PurePosixPath(include.name).name in written
            if include.quoted and not made and not resolve(tree, source, include):
                yield source.path, include.line, (
                    f'"{include.name}" is no file of the tree: use <…> for a library')


@rule("gtest-in-lib")
def gtest_in_lib(tree: Tree) -> Iterator[Place]:
    """The library would make sense in a program that is no test; so does the runner."""
    for source in tree.of("cpp", "header"):
        if source.is_test or not source.path.startswith(("lib/", "runner/")):
            continue
        for include in source.includes:
            if include.name.startswith(GTEST):
                yield source.path, include.line, "only *_test.cpp and tests/ know GoogleTest"


@rule("program-name")
def program_name(tree: Tree) -> Iterator[Place]:
    """A program lies where the compiler looks for the headers of its neighbours: one that is called
    memory is what they get for <memory>, and reading it takes for ever."""
    for source in tree.of("cpp"):
        name = PurePosixPath(source.path).stem.removesuffix("_test")
        if source.path.startswith(("tests/", "selftest/")) and name in STANDARD:
            yield source.path, 1, f"<{name}> is a standard header: take another name"
