# SPDX-License-Identifier: MIT
"""Mutant after mutant against the kernel without any.

Each is asked alone first, by the cases that are expected to see it. Those that nobody saw go
together, some at a time, through the whole suite: what it does not see in company it does not see
alone, short of one mutant hiding another; what it does see is halved until it stands alone.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from campaign.progress import Progress

from . import Failure
from .identity import commit, suite_identity
from .kernel.tree import Copy
from .mutants import Mutant
from .record.report import CAUGHT, MISSED, Entry, Key, Report
from .telling import companies, summary, today, told
from .trial import verdicts
from .trial.crew import Crew, Question
from .trial.trials import FIRST_CATCHES, Baseline, Bench, Result, Trials
from .witnesses import Search, is_meant


@dataclass(frozen=True)
class Means:
    """What a campaign works with."""

    copy: Copy
    kernel: str
    build: Path
    expect: Path
    report: Report
    jobs: int
    timeout_s: float
    suite_too: bool
    company: int
    side_by_side: int
    guests: int


def check_filters(chosen: list[Mutant], ids: list[str]) -> None:
    """Whom a mutant names must be there: a name that was changed would only be asked nothing."""
    for mutant in chosen:
        for pattern in mutant.tests:
            if not any(is_meant(pattern, name) for name in ids):
                raise Failure(f"{mutant.name}: no case of this kernel is {pattern}")


class Campaign:
    """Knows the kernel, the suite and what both do without a mutant."""

    def __init__(self, means: Means, numbered: dict[int, Mutant]):
        self._means = means
        self._numbers = {mutant: number for number, mutant in numbered.items()}
        self._progress = Progress()
        self._suite = suite_identity(means.build)
        self._entries: list[Entry] = []
        self._baseline = Baseline([], [], {})
        self._head = ""

    def run(self, chosen: list[Mutant], resume: bool) -> list[Entry]:
        """Measures them; the entries of all, also of those that were known."""
        self._prepare(resume)
        check_filters(chosen, self._baseline.ids)
        known = {mutant: entry for mutant in chosen
                 if resume and (entry := self._means.report[self._key(mutant)])}
        self._entries = list(known.values())
        todo = [mutant for mutant in chosen if mutant not in known and not mutant.equivalent]
        with self._crew() as crew:
            unseen = self._ask_expected(crew, todo)
            if self._means.suite_too:
                self._ask_everybody(crew, unseen)
        print(summary(self._entries, sum(1 for mutant in chosen if mutant.equivalent)))
        return self._entries

    def find_witnesses(self, chosen: list[Mutant], pattern: str, resume: bool) -> list[str]:
        """For each case of the pattern a mutant that turns it red; the cases that none does."""
        self._prepare(resume)
        means = self._means
        sound = self._sound_cases(pattern)
        if not sound:
            raise Failure(f"no case of {pattern} passes on the kernel without a mutant")
        known = means.report.witnesses(means.kernel, self._suite) if resume else {}
        search = Search(sound, {case: name for case, name in known.items() if case in sound},
                        chosen)
        with self._crew() as crew:
            for _ in range(means.guests):
                self._ask_next(crew, search)
            for question, result in crew.answers():
                mutant = question.key
                search.take(mutant, list(question.filters), result)
                means.report.set_witnesses(means.kernel, self._suite, search.found)
                self._progress.clear()
                print(f"{len(search.open):5} left after {mutant.name}", flush=True)
                self._ask_next(crew, search)
        return sorted(search.open)

    def _sound_cases(self, pattern: str) -> set[str]:
        """Those of a pattern that pass without a mutant."""
        verdict_of = self._baseline.verdicts
        cases = {name for name in self._baseline.ids if is_meant(pattern, name)}
        if cases - verdict_of.keys():
            with Trials(self._bench(0, self._progress.show)) as trials:
                trials.learn([pattern])
            self._save_baseline()
        return {name for name in cases if verdict_of.get(name) in ("pass", "warn")}

    def _ask_next(self, crew: Crew, search: Search) -> None:
        self._head = f"[{len(search.open)} cases left]"
        found = search.next()
        if found:
            mutant, cases = found
            crew.ask(Question(mutant, mutant.name, (self._numbers[mutant],), tuple(cases),
                              until_fail=False))

    def _prepare(self, resume: bool) -> None:
        self._progress.show("building the kernel with all mutants in it")
        self._means.copy.build(self._means.jobs, self._means.copy.directory / "crossfence-make.log")
        self._ensure_baseline(resume)

    def _key(self, mutant: Mutant) -> Key:
        return Key(mutant.fingerprint, self._means.kernel, self._suite)

    def _crew(self) -> Crew:
        return Crew(self._means.guests, lambda number, show: Trials(self._bench(number, show)),
                    lambda text: self._progress.show(f"{self._head} {text}"))

    def _bench(self, number: int, show: Callable[[str], None]) -> Bench:
        means = self._means
        return Bench(means.copy.directory, means.build / "runner" / "crossfence", means.expect,
                     means.copy.directory / f"crossfence-guest-{number}", means.timeout_s,
                     means.side_by_side, show, self._baseline)

    def _ensure_baseline(self, resume: bool) -> None:
        """What there is on the kernel with no mutant on."""
        known = self._means.report.sound(self._means.kernel, self._suite) if resume else None
        if known:
            self._baseline = Baseline(known["ids"], known["roles"], known["verdicts"])
            return
        with Trials(self._bench(0, self._progress.show)) as trials:
            trials.survey()
        if not self._baseline.roles:
            raise Failure("the suite has no roles to ask for: is tests/support/devices built?")
        self._save_baseline()

    def _save_baseline(self) -> None:
        """Also what trials have learnt meanwhile."""
        self._means.report.set_sound(self._means.kernel, self._suite, {
            "ids": self._baseline.ids, "roles": self._baseline.roles,
            "verdicts": dict(self._baseline.verdicts)})

    def _ask_expected(self, crew: Crew, todo: list[Mutant]) -> list[Mutant]:
        """The mutants that the cases which are expected to see them don't see."""
        unseen = []
        for mutant in todo:
            unseen += self._ask_next_of(crew, mutant, self._questions(mutant))
        begun, total = time.monotonic(), len(todo) - len(unseen)
        self._head = f"[0/{total}]"
        done = 0
        for question, result in crew.answers():
            self._save_baseline()
            mutant, further = question.key
            if not result.caught and further:
                self._ask_next_of(crew, mutant, further)
                continue
            done += 1
            left = (time.monotonic() - begun) / done * (total - done) / 60
            self._head = f"[{done}/{total}, {left:.0f} min left]"
            if result.caught:
                self._note(mutant, CAUGHT, result, 1)
            else:
                self._progress.clear()
                print(f"unseen   {question.name}  ({result.seconds:.0f} s) by those expected to "
                      "see it", flush=True)
                unseen.append(mutant)
        return unseen

    def _questions(self, mutant: Mutant) -> list[tuple[str, ...]]:
        """Filters, one set after the other: the cases that saw the mutant when it was measured
        last, then all that are expected to."""
        known = self._means.report.newest(mutant)
        last = tuple(case for case in (known[1].by if known else []) if case in self._baseline.ids)
        return [filters for filters in (last, mutant.tests) if filters]

    def _ask_next_of(self, crew: Crew, mutant: Mutant,
                     questions: list[tuple[str, ...]]) -> list[Mutant]:
        """The first question, which carries the further ones; without one the mutant itself."""
        if not questions:
            return [mutant]
        crew.ask(Question((mutant, questions[1:]), mutant.name, (self._numbers[mutant],),
                          questions[0]))
        return []

    def _ask_everybody(self, crew: Crew, unseen: list[Mutant]) -> None:
        """The whole suite for those that nobody saw."""
        left = len(unseen)
        self._head = f"[{left} unseen left]"
        for group in companies(unseen, self._means.company):
            self._ask_group(crew, group)
        for question, result in crew.answers():
            group = question.key
            if result.caught and len(group) > 1:
                self._progress.clear()
                print(f"seen     one of {len(group)} or more: {told(result)}", flush=True)
                half = len(group) // 2
                self._ask_group(crew, group[:half])
                self._ask_group(crew, group[half:])
                continue
            for mutant in group:
                self._note(mutant, CAUGHT if result.caught else MISSED, result, len(group))
            left -= len(group)
            self._head = f"[{left} unseen left]"

    def _ask_group(self, crew: Crew, group: list[Mutant]) -> None:
        name = group[0].name + (f" and {len(group) - 1} more" if len(group) > 1 else "")
        crew.ask(Question(group, name, tuple(self._numbers[mutant] for mutant in group),
                          fresh=True))

    def _note(self, mutant: Mutant, outcome: str, result: Result, company: int) -> None:
        """Into the report at once: a campaign is long."""
        by = [catch.id for catch in result.catches[:FIRST_CATCHES]]
        how = told(result, with_case=False)
        skipped = verdicts.newly_skipped(result.seen, self._baseline.verdicts)
        if outcome == MISSED and skipped and company == 1:
            how = f"{len(skipped)} cases skip now, as {skipped[0]}"
        entry = Entry(mutant.name, outcome, by, how, round(result.seconds, 1),
                      len(result.seen.ended), company, today(), commit())
        self._means.report.add(self._key(mutant), entry)
        self._entries.append(entry)
        self._progress.clear()
        print(f"{outcome:8} {mutant.name}  ({entry.after_s:.0f} s)  {' '.join(by[:1])}  {how}",
              flush=True)
