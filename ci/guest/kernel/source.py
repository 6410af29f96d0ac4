# SPDX-License-Identifier: MIT
"""Kernel sources as Debian packages them, fetched once into the user's cache."""

import json
import re
import shutil
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path

from .. import Failure, cache_dir
from ..progress import Progress
from .mirror import Suite
from .packaged import find, locked


@dataclass(frozen=True)
class Source:
    """A packaged source: the archive with all of Debian's changes applied."""

    package: str
    version: str
    archive: str

    def __str__(self) -> str:
        return f"{self.package} {self.version}"


def newest(names: list[str], series: str) -> str | None:
    """The source package of a series; one that is no longer packaged: see `packaged.find`."""
    found = [name for name in names
             if re.fullmatch(rf"linux-source-{re.escape(series)}(\.\d+)*", name)]
    return max(found, key=lambda name: [int(n) for n in re.findall(r"\d+", name)], default=None)


def get(series: str, refresh: bool) -> Source:
    """The newest packaged source of a series; a cached one needs no network."""
    home = cache_dir() / "sources"
    with locked(home / f"{series}.lock", "is fetching this kernel's source"):
        pointer = home / f"{series}.json"
        if refresh or not pointer.exists():
            source = fetch(home, *find(series, "linux-source-", newest))
            scratch = pointer.with_suffix(".new")
            scratch.write_text(json.dumps(asdict(source), indent=1))
            scratch.rename(pointer)
        return Source(**json.loads(pointer.read_text()))


def fetch(home: Path, suite: Suite, package: str) -> Source:
    """Downloads a package and takes the archive out of it."""
    version = suite.fields(package)["Version"]
    archive = home / f"{package}_{version}.tar.xz"
    if not archive.exists():
        downloads = cache_dir() / "downloads" / package
        deb, = suite.download([package], downloads)
        scratch = home / f".{package}"
        subprocess.run(["dpkg-deb", "-x", deb, scratch], check=True, capture_output=True)
        inside, = scratch.glob("usr/src/linux-source-*.tar.xz")
        inside.rename(archive)
        for done in (scratch, downloads):
            shutil.rmtree(done)
    return Source(package, version, str(archive))


def unpack(source: Source, tree: Path) -> None:
    """Replaces a tree by this source; there is the whole one or none at any time."""
    marker = tree / ".crossfence-source"
    if marker.exists() and marker.read_text() == str(source):
        return
    scratch = tree.with_name(".unpack")
    for old in (scratch, tree):
        shutil.rmtree(old, ignore_errors=True)
    scratch.mkdir(parents=True)
    progress = Progress()
    progress.show(f"unpacking {source}")
    subprocess.run(["tar", "-xf", source.archive, "-C", scratch, "--strip-components=1"],
                   check=True, capture_output=True)
    progress.clear()
    (scratch / marker.name).write_text(str(source))
    scratch.rename(tree)
