# SPDX-License-Identifier: MIT
"""What a run says of a mutant, measured by what the same cases say of the sound kernel."""

from dataclasses import dataclass, field
from pathlib import Path

from campaign.journal import intact_records

# What counts against a run, by how bad it is; everything else counts as nothing.
BADNESS = {"dmesg-warn": 1, "fail": 2, "dmesg-fail": 3, "timeout": 4, "crash": 5, "incomplete": 6}
ROLE_WORDS = ("exports", "imports", "fences")


@dataclass
class Seen:
    """What a run's journal says so far: `ended` has verdict and reason by id."""

    ids: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)
    ended: dict[str, tuple[str, str]] = field(default_factory=dict)
    in_flight: str = ""
    finished: bool = False


@dataclass(frozen=True)
class Catch:
    """A case whose verdict is worse than it was."""

    id: str
    verdict: str
    reason: str


def read(results: Path) -> Seen:
    """The journal of a results directory, which may not be there yet."""
    seen = Seen()
    try:
        records = intact_records((results / "journal").read_bytes())
    except FileNotFoundError:
        return seen
    for record in records:
        take(seen, record)
    return seen


def take(seen: Seen, record: dict) -> None:
    """One record."""
    kind = record["t"]
    if kind == "run-start":
        seen.ids = [case["id"] for case in record["cases"]]
        seen.roles = roles_of(record["devices"])
    elif kind == "run-end":
        seen.finished = bool(record.get("finished", True))
    elif kind == "start" and record["n"] < len(seen.ids):
        seen.in_flight = seen.ids[record["n"]]
    elif kind == "end" and record["n"] < len(seen.ids):
        name = seen.ids[record["n"]]
        seen.ended[name] = (record["result"], record.get("reason", ""))
        seen.in_flight = ""


def roles_of(devices: list[dict]) -> list[str]:
    """Those that can do anything here."""
    return [device["role"] for device in devices if any(device[word] for word in ROLE_WORDS)]


def worse(seen: Seen, baseline: dict[str, str]) -> list[Catch]:
    """The cases that fare worse than on the sound kernel, in the order of their ends. One that
    the sound kernel does not have stands for a role or a program that is gone."""
    return [Catch(name, verdict, first_line(reason))
            for name, (verdict, reason) in seen.ended.items()
            if BADNESS.get(verdict, 0) > BADNESS.get(baseline.get(name, ""), 0)]


def newly_skipped(seen: Seen, baseline: dict[str, str]) -> list[str]:
    """Cases that gave a result on the sound kernel and give none now: no catch, but noted."""
    return [name for name, (verdict, _) in seen.ended.items()
            if verdict == "skip" and baseline.get(name, "skip") != "skip"]


def first_line(text: str) -> str:
    """As much of a reason as a table has room for."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return " ".join(lines)[:200]
