# SPDX-License-Identifier: MIT
"""The mutants, as the files below ci/mutation/bugs describe them."""

import hashlib
import json
import tomllib
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from . import Failure

DIRECTORY = Path(__file__).resolve().parent / "bugs"
NEEDED = {"name", "file", "within", "from", "to", "bug"}
ALLOWED = NEEDED | {"since", "before", "tests", "equivalent"}


@dataclass(frozen=True)
class Mutant:
    """One small change to one function, and the bug that it stands for. `since` and `before` are
    the kernel series for which it is written; `tests` are filters of the cases that are expected
    to see it; `equivalent` says why nobody can."""

    name: str
    file: str
    within: str
    original: str
    mutated: str
    bug: str
    since: str = ""
    before: str = ""
    tests: tuple[str, ...] = ()
    equivalent: str = ""

    @property
    def subject(self) -> str:
        return self.name.partition("/")[0]

    @property
    def fingerprint(self) -> str:
        """Changes with what is done to the kernel, not with the words around it."""
        change = json.dumps([self.file, self.within, self.original, self.mutated])
        return hashlib.sha256(change.encode()).hexdigest()[:16]

    def is_for(self, version: tuple[int, ...]) -> bool:
        """Whether a kernel of that version has the code that this changes."""
        return (not self.since or version >= series(self.since)) and \
            (not self.before or version < series(self.before))


def series(text: str) -> tuple[int, ...]:
    """6.12 as (6, 12)."""
    try:
        return tuple(int(part) for part in text.split("."))
    except ValueError:
        raise Failure(f"{text} is no kernel series such as 6.12") from None


def load(directory: Path = DIRECTORY) -> list[Mutant]:
    """All mutants, in the order of the files. Names are FILE/NAME and stand for one mutant."""
    found: list[Mutant] = []
    for path in sorted(directory.glob("*.toml")):
        found += read(path)
    names = [mutant.name for mutant in found]
    for name in names:
        if names.count(name) > 1:
            raise Failure(f"{name} stands for two mutants")
    if not found:
        raise Failure(f"no mutants in {directory}")
    return found


def read(path: Path) -> list[Mutant]:
    """The mutants of one file."""
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise Failure(f"{path.name}: {error}") from None
    entries = content.get("mutant", [])
    usual = {key: content[key] for key in ("file", "since", "before") if key in content}
    return [parse({**usual, **entry}, path.stem) for entry in entries]


def parse(entry: dict, subject: str) -> Mutant:
    """One table of a file, completed by what the file says for all of them."""
    name = f"{subject}/{entry.get('name', '?')}"
    wrong = (NEEDED - entry.keys()) or (entry.keys() - ALLOWED)
    if wrong:
        state = "is missing" if NEEDED - entry.keys() else "is unknown"
        raise Failure(f"{name}: {', '.join(sorted(wrong))} {state}")
    if entry["from"] == entry["to"]:
        raise Failure(f"{name}: from and to are the same")
    return Mutant(name, entry["file"], entry["within"], entry["from"], entry["to"],
                  entry["bug"], entry.get("since", ""), entry.get("before", ""),
                  tuple(entry.get("tests", ())), entry.get("equivalent", ""))


def select(mutants: list[Mutant], patterns: list[str]) -> list[Mutant]:
    """Those that any of the globs names; all without one."""
    for pattern in patterns:
        if not any(fnmatchcase(mutant.name, pattern) for mutant in mutants):
            raise Failure(f"no mutant is called {pattern} (see --list)")
    return [mutant for mutant in mutants
            if not patterns or any(fnmatchcase(mutant.name, glob) for glob in patterns)]
