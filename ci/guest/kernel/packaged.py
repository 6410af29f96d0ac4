# SPDX-License-Identifier: MIT
"""Kernels out of Debian packages, unpacked into the user's cache and never installed."""

import fcntl
import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .. import Failure, cache_dir
from ..progress import Progress, say
from . import Kernel, modules, vmlinux
from .mirror import Suite, host_codename

NEWEST_7 = "7"


def suites(series: str, codename: str) -> list[str]:
    """Where a series is packaged, best first."""
    if series == "6.1":
        return ["bookworm"]
    if series == "6.12":
        return ["bookworm-backports", "trixie"] if codename == "bookworm" else ["trixie"]
    return ["trixie-backports"]


def newest(names: list[str], series: str) -> str | None:
    """The newest plain kernel package of a series; cloud and real-time flavours lack drivers."""
    pattern = re.compile(rf"linux-image-{re.escape(series)}\.\d[^-]*(-\d+)?-amd64$")
    found = [name for name in names if pattern.match(name)]
    return max(found, key=lambda name: [int(n) for n in re.findall(r"\d+", name)], default=None)


def find(series: str, prefix: str,
         choose: Callable[[list[str], str], str | None]) -> tuple[Suite, str]:
    """The suite and the package that have a series, `choose` taking the newest of the names."""
    tried = suites(series, host_codename())
    for name in tried:
        suite = Suite(name)
        suite.refresh()
        names = suite.package_names(prefix)
        package = choose(names, series)
        if not package and series.startswith("7."):
            package = choose(names, NEWEST_7)
            say(f"{prefix}{series} is no longer packaged: taking {package}")
        if package:
            return suite, package
    raise Failure(f"no {prefix[:-1]} package of series {series} in {', '.join(tried)}", 2)


def parts(package: str, depends: str) -> list[str]:
    """The other packages of the same kernel among a package's dependencies (7.x is split up)."""
    version = re.escape(package.removeprefix("linux-image-").removesuffix("-amd64"))
    wanted = re.compile(rf"linux-(binary|modules|base)-{version}(-amd64)?$")
    names = re.findall(r"[a-z0-9][a-z0-9+.-]+", depends)
    return [name for name in dict.fromkeys(names) if wanted.match(name)]


@contextmanager
def locked(path: Path, others: str = "is fetching this kernel") -> Iterator[int]:
    """Holds a lock file against other runs of this program. A child that is given its descriptor
    holds it as well."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"another run {others}: waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield lock.fileno()


class PackagedKernels:
    """The cache of unpacked kernels, filled from the mirror when asked for something new."""

    def __init__(self, plain_modules: list[str]):
        self._cache = cache_dir()
        self._plain_modules = plain_modules

    def get(self, series: str, refresh: bool) -> Kernel:
        """The newest packaged kernel of a series; a cached one needs no network."""
        with locked(self._cache / f"kernel-{series}.lock"):
            pointer = self._cache / "kernels" / f"{series}.release"
            release = pointer.read_text() if pointer.exists() else ""
            if refresh or not self._about(release).exists():
                release = self._fetch(series)
                scratch = pointer.with_suffix(".new")
                scratch.write_text(release)
                scratch.rename(pointer)
            return self._cached(release)

    def _about(self, release: str) -> Path:
        return self._cache / "kernels" / release / "package.json"

    def _cached(self, release: str) -> Kernel:
        home = self._cache / "kernels" / release
        about = json.loads(self._about(release).read_text())
        return Kernel(release, home / about["image"], f"{about['package']} {about['version']}",
                      home / "lib/modules" / release, home / "config", suite=about["suite"])

    def _fetch(self, series: str) -> str:
        suite, package = find(series, "linux-image-", newest)
        release = package.removeprefix("linux-image-")
        if not self._about(release).exists():
            fields = suite.fields(package)
            names = self._with_parts(suite, package, fields.get("Depends", ""))
            downloads = self._cache / "downloads" / release
            debs = suite.download(names, downloads)
            about = {"package": package, "version": fields["Version"], "suite": suite.name}
            self._unpack(debs, release, about)
            shutil.rmtree(downloads)
        return release

    @staticmethod
    def _with_parts(suite: Suite, package: str, depends: str) -> list[str]:
        names, fresh = [package], parts(package, depends)
        while fresh:
            name = fresh.pop()
            if name not in names:
                names.append(name)
                fresh += parts(package, suite.fields(name).get("Depends", ""))
        return names

    def _unpack(self, debs: list[Path], release: str, about: dict[str, str]) -> None:
        kernels = self._cache / "kernels"
        kernels.mkdir(parents=True, exist_ok=True)
        scratch = Path(tempfile.mkdtemp(dir=kernels, prefix=".unpack-"))
        progress = Progress()
        try:
            for deb in debs:
                progress.show(f"unpacking {deb.name}")
                subprocess.run(["dpkg-deb", "-x", deb, scratch], check=True, capture_output=True)
            progress.show(f"preparing {release}")
            self._arrange(scratch, release, about)
            scratch.chmod(0o755)
            scratch.rename(kernels / release)
        finally:
            progress.clear()
            shutil.rmtree(scratch, ignore_errors=True)

    def _arrange(self, home: Path, release: str, about: dict[str, str]) -> None:
        """Brings both ways of packaging to one shape: image, config, lib/modules."""
        if not (home / "lib").exists():
            (home / "lib").symlink_to("usr/lib")
        inner = home / "lib/modules" / release
        for name, places in (("vmlinuz", (home / f"boot/vmlinuz-{release}", inner / "vmlinuz")),
                             ("config", (home / f"boot/config-{release}", inner / "config"))):
            next(place for place in places if place.exists()).rename(home / name)
        elf = vmlinux.unpacked((home / "vmlinuz").read_bytes())
        if elf:
            (home / "vmlinux").write_bytes(elf)
        modules.run_depmod(home, release)
        modules.store_plain(inner, self._plain_modules)
        modules.run_depmod(home, release)
        image = "vmlinux" if elf else "vmlinuz"
        (home / "package.json").write_text(json.dumps(dict(about, image=image), indent=1))
