# SPDX-License-Identifier: MIT
"""What a report knows, in Markdown for docs/trust/mutation.md."""

from collections import Counter, defaultdict

from ..mutants import Mutant
from .report import CAUGHT, EQUIVALENT, MISSED, UNKNOWN, Entry, Report

OUTCOMES = (CAUGHT, MISSED, EQUIVALENT, UNKNOWN)


def table(report: Report, mutants: list[Mutant]) -> str:
    """Counts by subject, then who saw what, and what nobody saw."""
    found = {mutant: report.newest(mutant) for mutant in mutants}
    outcomes = {mutant: outcome(mutant, found[mutant]) for mutant in mutants}
    measured = [pair for mutant, pair in found.items() if pair and not mutant.equivalent]
    parts = [heading(measured), subjects(outcomes), catchers(outcomes, found),
             rows(("missed", "the bug"), [(mutant.name, mutant.bug) for mutant in mutants
                                          if outcomes[mutant] == MISSED]),
             rows(("equivalent", "why nobody can see it"), [
                 (mutant.name, mutant.equivalent) for mutant in mutants if mutant.equivalent])]
    return "\n".join(part for part in parts if part)


def outcome(mutant: Mutant, found: tuple[str, Entry] | None) -> str:
    """One of the four words."""
    if mutant.equivalent:
        return EQUIVALENT
    return found[1].outcome if found else UNKNOWN


def heading(measured: list[tuple[str, Entry]]) -> str:
    """Kernels and days of the measurements."""
    if not measured:
        return "Nothing has been measured.\n"
    kernels = sorted({kernel.partition("-")[0] for kernel, _ in measured})
    days = sorted({entry.date[:10] for _, entry in measured})
    until = f" to {days[-1]}" if len(days) > 1 else ""
    return f"Kernel {', '.join(kernels)}, measured {days[0]}{until}.\n"


def subjects(outcomes: dict[Mutant, str]) -> str:
    """How many of each subject ended how; the share is of those that were measured."""
    lines = [f"| subject | mutants | {' | '.join(OUTCOMES)} | share caught |",
             "|---|---|---|---|---|---|---|"]
    names = sorted({mutant.subject for mutant in outcomes})
    for name in [*names, ""]:
        counts = Counter(word for mutant, word in outcomes.items() if name in ("", mutant.subject))
        told = counts[CAUGHT] + counts[MISSED]
        share = f"{100 * counts[CAUGHT] / told:.0f} %" if told else ""
        lines.append(f"| {name or 'all'} | {counts.total()} | "
                     + " | ".join(str(counts[word]) for word in OUTCOMES) + f" | {share} |")
    return "\n".join(lines) + "\n"


def catchers(outcomes: dict[Mutant, str], found: dict[Mutant, tuple[str, Entry] | None]) -> str:
    """The mutants that were caught, by the program that saw them first."""
    seen: dict[str, list[str]] = defaultdict(list)
    for mutant, word in outcomes.items():
        if word == CAUGHT:
            entry = found[mutant][1]
            program = "@".join(entry.by[0].split("@")[:2]) if entry.by else "the guest's end"
            seen[program].append(mutant.name)
    return rows(("seen first by", "mutants"), [
        (program, ", ".join(f"`{name}`" for name in names))
        for program, names in sorted(seen.items())])


def rows(head: tuple[str, str], pairs: list[tuple[str, str]]) -> str:
    """A table of two columns; nothing if it is empty."""
    if not pairs:
        return ""
    lines = [f"| {head[0]} | {head[1]} |", "|---|---|"]
    lines += [f"| `{left}` | {right} |" for left, right in pairs]
    return "\n".join(lines).replace("`the guest's end`", "the guest's end") + "\n"
