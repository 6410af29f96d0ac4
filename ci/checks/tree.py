# SPDX-License-Identifier: MIT
"""The files of the project as the rules see them."""

import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath

from . import cxx


class CheckError(Exception):
    """The check itself can't run; one clear line that says what to do."""


@dataclass(frozen=True, order=True)
class Finding:
    """One place that breaks a rule."""

    path: str
    line: int
    rule: str
    advice: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.rule}: {self.advice}"


KINDS = {
    ".h": "header", ".cpp": "cpp", ".c": "c", ".py": "python", ".sh": "shell",
    ".md": "doc", ".toml": "toml", ".yml": "yaml", ".yaml": "yaml",
}
NAMED = {"meson.build": "meson", "meson_options.txt": "meson"}
# Kernel modules follow the kernel's style, which its own checkpatch.pl watches.
KERNEL_CODE = "lib/probe/module/"
INTERPRETERS = {"python3": "python", "bash": "shell", "sh": "shell"}


def kind_of(path: str, text: str) -> str:
    """What sort of source a file is, by its name or its first line; "other" for data."""
    name = PurePosixPath(path)
    if name.name in NAMED:
        return NAMED[name.name]
    if path.startswith(KERNEL_CODE) and name.suffix in {".c", ".h"}:
        return "kernel"
    if name.suffix in KINDS:
        return KINDS[name.suffix]
    first = text.partition("\n")[0]
    if not name.suffix and first.startswith("#!"):
        return INTERPRETERS.get(PurePosixPath(first.split()[-1]).name, "other")
    return "other"


class Source:
    """One text file: path from the root, content, and content without comments."""

    def __init__(self, path: str, text: str):
        self.path = path
        self.text = text
        self.kind = kind_of(path, text)

    @property
    def folder(self) -> str:
        """The folder it lies in; "." for the root."""
        return str(PurePosixPath(self.path).parent)

    @property
    def is_test(self) -> bool:
        """A C++ test file, of the suite or beside a library source."""
        return self.path.endswith("_test.cpp")

    @property
    def is_table(self) -> bool:
        """A data table, which may be long and may name drivers."""
        return self.path.endswith("_table.cpp")

    @cached_property
    def lines(self) -> list[str]:
        return self.text.splitlines()

    @cached_property
    def code(self) -> str:
        """C++ text with comments blanked; positions stay."""
        return cxx.blank(self.text, strings=False)

    @cached_property
    def bare(self) -> str:
        """C++ text with comments, string contents and preprocessor lines blanked."""
        return cxx.blank_preprocessor(cxx.blank(self.text, strings=True))

    @cached_property
    def includes(self) -> list[cxx.Include]:
        return cxx.includes(self.code)


class Tree:
    """All files of the project. `paths` also counts files that are not text."""

    def __init__(self, texts: Mapping[str, str], others: frozenset[str] = frozenset()):
        self.sources = {path: Source(path, text) for path, text in sorted(texts.items())}
        self.paths = sorted({*texts, *others})

    def of(self, *kinds: str) -> Iterator[Source]:
        """The sources of some kinds, in order of their paths."""
        return (source for source in self.sources.values() if source.kind in kinds)


def read_tree(root: Path) -> Tree:
    """What git tracks or would track: new files count before they are added."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root, capture_output=True, text=True, check=False)
    if listing.returncode != 0:
        raise CheckError(f"git ls-files failed, run in a clone: {listing.stderr.strip()}")
    texts, others = {}, set()
    for path in listing.stdout.split("\0"):
        file = root / path
        if not path or file.is_symlink() or not file.is_file():
            continue
        try:
            texts[path] = file.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            others.add(path)
    return Tree(texts, frozenset(others))
