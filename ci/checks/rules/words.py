# SPDX-License-Identifier: MIT
"""Words that no file of some kind may hold, as one table."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from .. import cxx
from ..rule import Place, rule
from ..tree import Source, Tree

CXX = ("cpp", "header")
CODE = (*CXX, "c", "python", "shell", "meson", "toml", "yaml", "doc")

# Programs that break the rules so that the runner can be seen to notice.
MISBEHAVING = r"selftest/suite/"

# What the compiler, the C library and the kernel's headers call by reserved names, and we use.
THEIRS = (r"__[us]\d+\b|__NR_|_IO|_SC_|_Fork\b|__VERSION__|__rlimit_resource|__cxa_demangle|"
          r"__gregs|__builtin_")


@dataclass(frozen=True)
class Word:
    """A pattern, the kinds that it is searched in, what to do instead, and why."""

    rule: str
    pattern: str
    kinds: tuple[str, ...]
    advice: str
    reason: str
    view: str = "bare"
    exempt: str = r"(?!)"


WORDS = (
    Word("no-sleep", r"\b(?:u|nano|clock_nano)?sleep(?:_for|_until)?\s*\(", CXX,
         "wait for the event with poll and a Deadline",
         "A sleep is too short on a slow guest and too long on every other machine."),
    Word("no-sleep-python", r"\btime\.sleep\s*\(", ("python",),
         "wait for the event: select, Popen.wait(timeout), a condition",
         "The same for scripts.", view="text", exempt=r"ci/checks/tests/"),
    Word("no-disabled", r"\bDISABLED_", CXX,
         "run it, and say in an expectations file why it fails",
         "A disabled test passes for ever without running."),
    Word("no-bare-skip", r"\bGTEST_SKIP\b", CXX,
         "skip through require_… of tests/support only",
         "A skip needs a reason and a place where a farm can forbid it.",
         exempt=rf"tests/support/|{MISBEHAVING}"),
    Word("no-close", r"(?<![\w.>:~])(?:::)?close\s*\((?!\s*\))", CXX,
         "let a UniqueFd close it",
         "A descriptor closed by hand is leaked by the first exception before it.",
         exempt=rf"lib/base/unique_fd|{MISBEHAVING}"),
    Word("reserved-name", rf"\b(?!{THEIRS})(?:_[A-Z]\w*|\w*__\w*)\b", CXX,
         "take a name without double underscores, and without one before a capital",
         "Such names are the compiler's and the C library's; a rule finds them for the price of a "
         "search, clang-tidy for a fifth of its time."),
    Word("no-unfinished", r"\b(?:TODO|FIXME|XXX)\b", CODE,
         "do it now, or open an issue and take the note out",
         "Nobody comes back to a note in the code.", view="prose", exempt=r"ci/checks/"),
    Word("no-template-word", r"\bWRITE:", CODE,
         "write what the skeleton asks for here",
         "ci/new-test leaves these words where a person must think.",
         view="prose", exempt=r"ci/checks/"),
)


def _prose(source: Source) -> str:
    """The text; of a page, without what stands in back quotes."""
    if source.kind != "doc":
        return source.text
    return re.sub(r"`[^`\n]*`", lambda match: " " * len(match.group()), source.text)


def _view(source: Source, name: str) -> str:
    return _prose(source) if name == "prose" else getattr(source, name)


def _check(word: Word) -> Callable[[Tree], Iterator[Place]]:
    pattern, exempt = re.compile(word.pattern), re.compile(word.exempt)

    def check(tree: Tree) -> Iterator[Place]:
        for source in tree.of(*word.kinds):
            if exempt.match(source.path):
                continue
            text = _view(source, word.view)
            for match in pattern.finditer(text):
                found = match.group().strip(" (")
                yield source.path, cxx.line_of(text, match.start()), f"'{found}': {word.advice}"
    check.__doc__ = word.reason
    return check


for _word in WORDS:
    rule(_word.rule)(_check(_word))
