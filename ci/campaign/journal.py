# SPDX-License-Identifier: MIT
"""The journal as docs/results.md describes it, read by other code than the runner's own."""

import json
import zlib
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Journal:
    """What its intact records say."""

    ids: list[str] = field(default_factory=list)
    started: set[str] = field(default_factory=set)
    ended: dict[str, str] = field(default_factory=dict)
    contradictions: list[str] = field(default_factory=list)

    @property
    def begun(self) -> bool:
        """Whether the record that names the cases is there."""
        return bool(self.ids)

    @property
    def in_flight(self) -> set[str]:
        """The cases that began and have no end."""
        return self.started - self.ended.keys()

    def _add(self, record: dict) -> None:
        if record["t"] == "run-start":
            self.ids = [case["id"] for case in record["cases"]]
        elif record["t"] in ("start", "end") and record["n"] < len(self.ids):
            name = self.ids[record["n"]]
            if record["t"] == "start":
                self.started.add(name)
            elif self.ended.setdefault(name, record["result"]) != record["result"]:
                self.contradictions.append(
                    f"{name} ended as {self.ended[name]} and as {record['result']}")


def intact_records(content: bytes) -> list[dict]:
    """The records whose checksum is right; a last line without its newline was torn."""
    records = []
    for line in content.split(b"\n")[:-1]:
        checksum, _, text = line.partition(b" ")
        try:
            if int(checksum, 16) == zlib.crc32(text):
                records.append(json.loads(text))
        except ValueError:
            continue
    return records


def parse(content: bytes) -> Journal:
    """A journal's content, whole or damaged."""
    journal = Journal()
    for record in intact_records(content):
        journal._add(record)
    return journal


def read(directory: Path) -> Journal:
    """The journal of a results directory; one that begins nothing if there is none."""
    try:
        return parse((directory / "journal").read_bytes())
    except FileNotFoundError:
        return Journal()
