# SPDX-License-Identifier: MIT
"""What has been measured, kept in a file over any number of sessions."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from . import Failure
from .mutants import Mutant

CAUGHT, MISSED, EQUIVALENT, UNKNOWN = "caught", "missed", "equivalent", "not measured"


@dataclass(frozen=True)
class Key:
    """What a measurement holds for: this change to this kernel under these tests."""

    fingerprint: str
    kernel: str
    suite: str

    def __str__(self) -> str:
        return f"{self.fingerprint} {self.kernel} {self.suite}"


@dataclass(frozen=True)
class Entry:
    """A measured mutant. `by` are the first cases that saw it, `how` what the first of them said,
    `after_s` how long that took, `cases` how many had run by then, `company` how many mutants were
    on together."""

    name: str
    outcome: str
    by: list[str]
    how: str
    after_s: float
    cases: int
    company: int
    date: str
    commit: str


class Report:
    """The file. Each change is written at once, beside the old one and renamed over it."""

    def __init__(self, path: Path):
        self._path = path
        try:
            content = json.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            content = {}
        except ValueError as error:
            raise Failure(f"{path} is no report of ci/mutate: {error}") from None
        self._entries = {key: Entry(**value) for key, value in content.get("mutants", {}).items()}
        self._baselines = content.get("baselines", {})
        self._witnesses = content.get("witnesses", {})

    def __getitem__(self, key: Key) -> Entry | None:
        return self._entries.get(str(key))

    def add(self, key: Key, entry: Entry) -> None:
        self._entries[str(key)] = entry
        self._save()

    def baseline(self, kernel: str, suite: str) -> dict | None:
        """Verdicts by id, and the roles, of the kernel without a mutant on."""
        return self._baselines.get(f"{kernel} {suite}")

    def set_baseline(self, kernel: str, suite: str, content: dict) -> None:
        self._baselines[f"{kernel} {suite}"] = content
        self._save()

    def witnesses(self, kernel: str, suite: str) -> dict[str, str]:
        """The mutant that was seen to turn a case red, by case."""
        return self._witnesses.get(f"{kernel} {suite}", {})

    def set_witnesses(self, kernel: str, suite: str, found: dict[str, str]) -> None:
        known = self._witnesses.setdefault(f"{kernel} {suite}", {})
        known.update(found)
        self._save()

    def newest(self, mutant: Mutant) -> tuple[str, Entry] | None:
        """The kernel and the entry that were measured last for what the mutant now does."""
        found = [(entry.date, key.split()[1], entry) for key, entry in self._entries.items()
                 if key.startswith(mutant.fingerprint + " ")]
        return max(found, key=lambda item: item[0])[1:] if found else None

    def _save(self) -> None:
        content = {"mutants": {key: asdict(entry) for key, entry in self._entries.items()},
                   "baselines": self._baselines, "witnesses": self._witnesses}
        self._path.parent.mkdir(parents=True, exist_ok=True)
        scratch = self._path.with_name(self._path.name + ".new")
        scratch.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
        os.replace(scratch, self._path)
