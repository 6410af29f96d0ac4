# SPDX-License-Identifier: MIT
"""Mutants into C source: a changed copy of the function for each, and switches for them.

    noinline static int f__mutant_7(int x) { … changed … }

    int f(int x)
    {
        if (unlikely(READ_ONCE(crossfence_mutants[7])))
            return f__mutant_7(x);
        … as it was …
"""

import re
from collections.abc import Iterable

from .. import Failure
from . import functions
from .functions import Function
from ..mutants import Mutant

SWITCHES = "crossfence_mutants"
MOST = 512
MARK = "__mutant_"

# Where the switches are; of all files that have mutants this one is in the kernel image always.
SWITCH_FILE = "drivers/dma-buf/dma-fence.c"
PARAMETER = "/sys/module/crossfence/parameters/mutants"
DECLARATION = f"extern unsigned char {SWITCHES}[{MOST}];\n"
DEFINITION = f"""
/* Which mutants are on, by their numbers. */
#include <linux/moduleparam.h>
unsigned char {SWITCHES}[{MOST}];
EXPORT_SYMBOL_GPL({SWITCHES});
#undef MODULE_PARAM_PREFIX
#define MODULE_PARAM_PREFIX "crossfence."
module_param_array_named(mutants, {SWITCHES}, byte, NULL, 0644);
"""


def switched_on(numbers: Iterable[int]) -> str:
    """What is written to the parameter so that these are on and no others."""
    on = set(numbers)
    return ",".join("1" if number in on else "0" for number in range(MOST))


def change(source: str, mutant: Mutant) -> str:
    """The text of the mutant's function with the bug in it."""
    try:
        function = functions.find(source, mutant.within)
    except Failure as failure:
        raise Failure(f"{mutant.name}: {mutant.file}: {failure}") from None
    times = function.text.count(mutant.original)
    if times != 1:
        raise Failure(f"{mutant.name}: {mutant.within}() has {times or 'no'} "
                      f"place{'s' if times != 1 else ''} for it")
    return function.text.replace(mutant.original, mutant.mutated)


def plant(file: str, source: str, mutants: Iterable[tuple[int, Mutant]]) -> str:
    """A file's source with these mutants in it, under their numbers."""
    groups: dict[str, list[tuple[int, Mutant]]] = {}
    for number, mutant in mutants:
        if number >= MOST:
            raise Failure(f"there is room for {MOST - 1} mutants (MOST in planting.py)")
        groups.setdefault(mutant.within, []).append((number, mutant))
    found = {name: functions.find(source, name) for name in groups}
    result = source
    for name, function in sorted(found.items(), key=lambda item: -item[1].start):
        copies = [(number, change(source, mutant)) for number, mutant in groups[name]]
        result = result[:function.start] + switched(function, copies) + result[function.end:]
    return DECLARATION + result + (DEFINITION if file == SWITCH_FILE else "")


def switched(function: Function, copies: list[tuple[int, str]]) -> str:
    """The copies, and behind them the function that chooses."""
    parts = [function.signature + ";\n\n"] if calls_itself(function) else []
    parts += [copy(function, number, text) + "\n\n" for number, text in copies]
    body = function.brace - function.start + 1
    choices = "".join(choice(function, number) for number, _ in copies)
    return "".join(parts) + function.text[:body] + "\n" + choices + function.text[body:]


def calls_itself(function: Function) -> bool:
    body = function.text[function.brace - function.start:]
    return bool(re.search(rf"\b{function.name}\b", body))


def copy(function: Function, number: int, changed: str) -> str:
    """The changed text under a name of its own; the head is never changed."""
    head, rest = function.head, changed[len(function.head) + len(function.name):]
    if "inline" not in head:
        head = "noinline " + head
    if not re.search(r"\bstatic\b", head):
        head = "static " + head
    return f"{head}{function.name}{MARK}{number}{rest}"


def choice(function: Function, number: int) -> str:
    """Where the function leaves for a copy."""
    condition = f"\tif (unlikely(READ_ONCE({SWITCHES}[{number}])))"
    call = f"{function.name}{MARK}{number}({', '.join(function.arguments)});"
    if function.returns_nothing:
        return f"{condition} {{\n\t\t{call}\n\t\treturn;\n\t}}\n"
    return f"{condition}\n\t\treturn {call}\n"
