# SPDX-License-Identifier: MIT
"""A journal with one byte flipped, or cut, at every offset of a sample."""

import os
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from . import journal
from .plan import Plan, last_line
from .runs import FINISHED, Session, close
from .verdicts import Ledger, Tally

# Two quick cases of different outcome: the sample stays small, and so the campaign short.
SAMPLE = "re:^campaign@mixture@ends_as_named@(00|09)_"
WRONG_USE = 2


@dataclass
class Damage:
    """One way to spoil the sample, and the directory to do it in."""

    label: str
    content: bytes
    results: Path


def damage_journals(plan: Plan, about: int) -> Tally:
    """Resumes from about so many damages to the sample; 0 stands for all."""
    sample = make_sample(plan)
    ids = journal.parse(sample).ids
    stride = max(2 * len(sample) // about, 1) if about else 1
    damages = list(all_damages(plan, sample, stride))
    tally = Tally()
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for one in pool.map(lambda damage: resume_from(plan, damage, ids), damages):
            tally.add(one)
            plan.progress.show(f"journal damaged: {tally.faults} of {len(damages)}")
    return tally


def make_sample(plan: Plan) -> bytes:
    """The journal of a finished run."""
    results = plan.fresh("sample")
    Session(plan.build.run_words(results, plan.chance, SAMPLE), plan.fresh("output")).finish()
    return (results / "journal").read_bytes()


def all_damages(plan: Plan, sample: bytes, stride: int) -> Iterator[Damage]:
    """Each chosen offset twice: cut there, and the byte there another one."""
    for offset in range(plan.chance.randrange(stride), len(sample), stride):
        yield Damage(f"journal cut at {offset}", sample[:offset], plan.fresh("cut"))
        flipped = bytearray(sample)
        flipped[offset] ^= plan.chance.randrange(1, 256)
        yield Damage(f"journal byte {offset} flipped", bytes(flipped), plan.fresh("flipped"))


def resume_from(plan: Plan, damage: Damage, ids: list[str]) -> Tally:
    """One resume. A journal that does not name its cases any more is refused and left alone."""
    tally = Tally(faults=1, resumes=1)
    damage.results.mkdir()
    (damage.results / "journal").write_bytes(damage.content)
    found = journal.parse(damage.content)
    ledger = Ledger(tally, damage.label)
    ledger.interrupted(found)
    output = damage.results.with_suffix(".out")
    session = Session(plan.build.resume_words(damage.results), output)
    status = session.finish()
    if not found.begun and status == WRONG_USE:
        if (damage.results / "journal").read_bytes() != damage.content:
            tally.trouble(f"{damage.label}: refused, but the journal is another now")
        shutil.rmtree(damage.results)
    elif status not in FINISHED:
        tally.trouble(f"{damage.label}: status {status}: {last_line(session.text())}")
    else:
        close(ledger, tally, plan.build, damage.results, status, ids)
    output.unlink()
    return tally
