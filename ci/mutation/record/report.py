# SPDX-License-Identifier: MIT
"""What has been measured, kept over any number of sessions: of the mutants in a file of the source
tree, of the sound kernel, which says as much and means less elsewhere, in the user's cache."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from .. import Failure
from ..mutants import Mutant

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
    """Two files. Each change is written at once, beside the old one and renamed over it."""

    def __init__(self, path: Path, sound: Path):
        self._path, self._sound_path = path, sound
        content = load(path)
        self._entries = {key: Entry(**value) for key, value in content.get("mutants", {}).items()}
        self._witnesses = content.get("witnesses", {})
        self._sound = load(sound)

    def __getitem__(self, key: Key) -> Entry | None:
        return self._entries.get(str(key))

    def add(self, key: Key, entry: Entry) -> None:
        """In place of what was measured before of the same change, with whatever suite."""
        self._entries = {other: known for other, known in self._entries.items()
                         if not other.startswith(f"{key.fingerprint} ")}
        self._entries[str(key)] = entry
        self._save()

    def sound(self, kernel: str, suite: str) -> dict | None:
        """What is known of the kernel without a mutant."""
        return self._sound.get(f"{kernel} {suite}")

    def set_sound(self, kernel: str, suite: str, content: dict) -> None:
        """Of one suite only: what an older one did helps nobody."""
        self._sound = {f"{kernel} {suite}": content}
        write(self._sound_path, self._sound)

    def witnesses(self, kernel: str, suite: str) -> dict[str, str]:
        """The mutant that was seen to turn a case red, by case."""
        return self._witnesses.get(f"{kernel} {suite}", {})

    def set_witnesses(self, kernel: str, suite: str, found: dict[str, str]) -> None:
        known = self.witnesses(kernel, suite)
        self._witnesses[f"{kernel} {suite}"] = dict(sorted({**known, **found}.items()))
        self._save()

    def newest(self, mutant: Mutant) -> tuple[str, Entry] | None:
        """The kernel and the entry that were measured last for what the mutant now does."""
        found = [(entry.date, key.split()[1], entry) for key, entry in self._entries.items()
                 if key.startswith(mutant.fingerprint + " ")]
        return max(found, key=lambda item: item[0])[1:] if found else None

    def _save(self) -> None:
        entries = sorted(self._entries.items(), key=lambda item: item[1].name)
        write(self._path, {"mutants": {key: asdict(entry) for key, entry in entries},
                           "witnesses": self._witnesses})


def load(path: Path) -> dict:
    """A file's content; nothing where there is none."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise Failure(f"{path} is no report of ci/mutate: {error}") from None


def write(path: Path, content: dict) -> None:
    """Replaces a file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    scratch = path.with_name(path.name + ".new")
    scratch.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")
    os.replace(scratch, path)
