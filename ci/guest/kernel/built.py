# SPDX-License-Identifier: MIT
"""Kernels that are built here, from Debian's sources and the fragments beside this file.

Each has a home below the user's cache: its source and objects in HOME/tree, which stays for modules
and for further builds, the installed modules, and build.json, which says what all that was made
from. A build that was cut off goes on where it was.
"""

import hashlib
import json
import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

from .. import Failure, cache_dir, packages
from . import Kernel, compilation, config, source, tree, vmlinux
from .packaged import locked

FRAGMENTS = Path(__file__).resolve().parent / "fragments"


@dataclass(frozen=True)
class Flavour:
    """What a kernel is made from. `objects` is about how many files its build compiles."""

    series: str
    fragments: tuple[str, ...]
    objects: int


FLAVOURS = {
    "debug": Flavour("7.2", ("base", "devices", "debug", "7.2"), 1900),
    "debug-kasan": Flavour("7.2", ("base", "devices", "debug", "7.2", "kasan"), 1920),
    "debug-leaks": Flavour("7.2", ("base", "devices", "leaks", "7.2"), 1850),
    "debug-6.12": Flavour("6.12", ("base", "devices", "debug", "6.12"), 1800),
}


def get(name: str, refresh: bool) -> Kernel:
    """The kernel of a flavour, built if anything that it is made from has changed."""
    home = cache_dir() / "built" / name
    with locked(home.with_suffix(".lock"), "is building this kernel") as lock:
        origin = source.get(FLAVOURS[name].series, refresh)
        wanted = config.merged([FRAGMENTS / f"{part}.config" for part in FLAVOURS[name].fragments])
        wanted += f'CONFIG_LOCALVERSION="-{name}"\n'
        about = home / "build.json"
        print_of_all = fingerprint(origin, wanted)
        if not is_current(about, print_of_all):
            build(home, origin, wanted, FLAVOURS[name].objects, lock)
            about.write_text(json.dumps(describe(home, print_of_all), indent=1))
        facts = json.loads(about.read_text())
        release = facts["release"]
        return Kernel(release, Path(facts["image"]), str(origin),
                      home / "lib/modules" / release, home / "tree/.config", home / "tree")


def fingerprint(origin: source.Source, wanted: str) -> str:
    """Changes with everything that makes the result another one."""
    compiler = subprocess.run(["gcc", "--version"], capture_output=True, check=False).stdout \
        if compilation.is_there("gcc") else b""
    return hashlib.sha256(b"\0".join([str(origin).encode(), wanted.encode(), compiler])).hexdigest()


def is_current(about: Path, print_of_all: str) -> bool:
    """Whether the last build was made from the same, and nobody has built there since."""
    if not about.exists():
        return False
    facts = json.loads(about.read_text())
    return facts["fingerprint"] == print_of_all and facts["built"] == built_at(about.parent)


def built_at(home: Path) -> int:
    """When the image came to be; 0 if there is none."""
    image = home / "tree" / tree.IMAGE_IN_TREE
    return image.stat().st_mtime_ns if image.exists() else 0


def build(home: Path, origin: source.Source, wanted: str, objects: int, lock: int) -> None:
    """Brings a home up to date."""
    trouble = packages.ensure(["kernel"])
    if trouble:
        raise Failure(trouble, 2)
    (home / "build.json").unlink(missing_ok=True)
    source.unpack(origin, home / "tree")
    config.configure(home / "tree", wanted)
    compilation.run(home, objects, lock)


def describe(home: Path, print_of_all: str) -> dict[str, str | int]:
    """Installs what was built beside the tree, and says what it is."""
    image = home / "tree" / tree.IMAGE_IN_TREE
    content = image.read_bytes()
    release = vmlinux.kernel_version(content)
    tree.tree_modules(home / "tree", release, home)
    return {"fingerprint": print_of_all, "release": release, "built": built_at(home),
            "image": str(tree.boot_image(content, image, home))}
