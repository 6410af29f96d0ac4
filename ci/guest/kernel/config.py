# SPDX-License-Identifier: MIT
"""A kernel's configuration out of fragments, and the proof that each of their symbols took effect.

Kconfig drops a symbol without a word when one of its dependencies is missing, and the guest is
then short of a device or of a check that everybody believes in.
"""

import os
import re
import subprocess
from pathlib import Path

from .. import Failure
from ..progress import say

SYMBOL = re.compile(r"^CONFIG_(\w+)=(.*)$", re.MULTILINE)
DEFINITION = re.compile(r"^[ \t]*(?:menu)?config[ \t]+(\w+)[ \t]*$((?:\n(?:[ \t].*)?)*)",
                        re.MULTILINE)


def parse(text: str) -> dict[str, str]:
    """The symbols that a configuration or a fragment sets."""
    return dict(SYMBOL.findall(text))


def merged(fragments: list[Path]) -> str:
    """One fragment out of several. What one says no other may contradict."""
    known: dict[str, tuple[str, str]] = {}
    for path in fragments:
        for name, value in parse(path.read_text()).items():
            earlier = known.setdefault(name, (value, path.name))
            if earlier[0] != value:
                raise Failure(f"CONFIG_{name} is {earlier[0]} in {earlier[1]} "
                              f"and {value} in {path.name}", 2)
    return "".join(f"CONFIG_{name}={value}\n" for name, (value, _) in known.items())


def configure(tree: Path, wanted: str) -> None:
    """Writes the tree's .config: what is wanted, and of the rest as little as possible."""
    fragment = tree / ".crossfence-config"
    fragment.write_text(wanted)
    done = subprocess.run(["make", "-C", tree, f"KCONFIG_ALLCONFIG={fragment}", "allnoconfig"],
                          capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failure(f"make allnoconfig: {(done.stderr.strip().splitlines() or ['failed'])[-1]}")
    check(parse(wanted), parse((tree / ".config").read_text()), definitions(tree))


def check(wanted: dict[str, str], got: dict[str, str], known: dict[str, list[str]]) -> None:
    """Says which symbols this kernel does not have. One that it has, and has otherwise than
    wanted, is an error."""
    lost = {name: value for name, value in wanted.items() if got.get(name, "n") != value}
    absent = [name for name in lost if name not in known]
    if absent:
        say(f"not in this kernel: {', '.join(absent)}")
    wrong = [f"CONFIG_{name}={value} became {got.get(name, 'n')}: "
             + ("; ".join(known[name]) or "its default wins")
             for name, value in lost.items() if name in known]
    if wrong:
        raise Failure("\nvm: ".join(wrong), 2)


def definitions(tree: Path) -> dict[str, list[str]]:
    """Every symbol of a tree, and what it depends on."""
    found: dict[str, list[str]] = {}
    for directory, _, files in os.walk(tree):
        for name in files:
            if name.startswith("Kconfig"):
                text = Path(directory, name).read_text(errors="replace")
                for symbol, body in DEFINITION.findall(text):
                    needs = re.findall(r"^\s+(depends on .*)$", body, re.MULTILINE)
                    found.setdefault(symbol, []).extend(needs)
    return found
