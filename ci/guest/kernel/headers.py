# SPDX-License-Identifier: MIT
"""Headers of packaged kernels, to build modules against, unpacked beside the kernel.

They are made for the release that the kernel comes from: on an older one, the programs among them
are started by that release's own C library, which is fetched as well.
"""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from .. import Failure, cache_dir
from ..progress import Progress
from .mirror import Suite

# What those programs are linked with, and where a package has it.
LIBRARIES = ["libc6", "libelf1t64", "zlib1g", "libzstd1"]
LIBRARY_PATH = "usr/lib/x86_64-linux-gnu"
LOADER = "ld-linux-x86-64.so.2"

WRAPPER = """\
#!/bin/sh
here=$(dirname "$(readlink -f "$0")")
exec "$here/{libraries}/{loader}" --library-path "$here/{libraries}" "$here/{program}" "$@"
"""


def get(home: Path, release: str, suite_name: str) -> Path:
    """The directory that a module is built against: HOME/headers/usr/src/linux-headers-RELEASE.
    The caller holds the lock of HOME."""
    whole = home / "headers"
    directory = whole / "usr/src" / f"linux-headers-{release}"
    if not directory.exists():
        scratch = Path(tempfile.mkdtemp(dir=home, prefix=".headers-"))
        try:
            fetch(scratch, release, suite_name)
            relocate(scratch / "usr/src", whole / "usr/src")
            scratch.chmod(0o755)
            scratch.rename(whole)
        finally:
            shutil.rmtree(scratch, ignore_errors=True)
    return directory


def fetch(into: Path, release: str, suite_name: str) -> None:
    """Unpacks the headers, and a C library for their programs where this machine's is too old."""
    suite = Suite(suite_name)
    package = f"linux-headers-{release}"
    if package not in suite.package_names(package):
        suite.refresh()
    if package not in suite.package_names(package):
        raise Failure(f"{package} is no longer packaged: ci/vm --refresh takes a newer kernel", 2)
    unpack(suite, [package, *parts(suite.fields(package)["Depends"])], into)
    strangers = [program for program in kbuild_programs(into) if not is_served(program)]
    if strangers:
        name = suite_name.partition("-")[0]
        base = Suite(name)
        base.refresh()
        unpack(base, LIBRARIES, into / "libraries")
    for program in strangers:
        wrap(program, into / "libraries" / LIBRARY_PATH)


def parts(depends: str) -> list[str]:
    """The packages of the same kernel that its headers consist of."""
    names = re.findall(r"(?:^|[,|])\s*([a-z0-9][a-z0-9+.-]+)", depends)
    return [name for name in names if name.startswith(("linux-headers-", "linux-kbuild-"))]


def unpack(suite: Suite, packages: list[str], into: Path) -> None:
    """Downloads packages and takes them apart."""
    progress = Progress()
    downloads = cache_dir() / "downloads" / packages[0]
    for deb in suite.download(packages, downloads):
        progress.show(f"unpacking {deb.name}")
        subprocess.run(["dpkg-deb", "-x", deb, into], check=True, capture_output=True)
    progress.clear()
    shutil.rmtree(downloads)


def relocate(sources: Path, final: Path) -> None:
    """Makefiles name the place where the package is meant to be: /usr/src."""
    for makefile in sources.glob("linux-headers-*-amd64/Makefile"):
        text = makefile.read_text()
        makefile.write_text(re.sub(r"(?<=[ =])/usr/src\b", str(final), text))


def kbuild_programs(root: Path) -> list[Path]:
    """The programs that a build of modules runs."""
    return [path for path in sorted(root.glob("usr/lib/linux-kbuild-*/**/*"))
            if path.is_file() and not path.is_symlink()
            and path.stat().st_mode & 0o111 and path.read_bytes()[:4] == b"\x7fELF"]


def is_served(program: Path) -> bool:
    """Whether this machine's C library has all that the program asks it for."""
    done = subprocess.run(["ldd", program], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          env={**os.environ, "LC_ALL": "C.UTF-8"}, text=True, check=False)
    return "not found" not in done.stdout


def wrap(program: Path, libraries: Path) -> None:
    """Puts a script in the program's place that starts it with other libraries."""
    real = program.rename(program.with_name(f"{program.name}.elf"))
    program.write_text(WRAPPER.format(
        libraries=os.path.relpath(libraries, program.parent), loader=LOADER, program=real.name))
    program.chmod(0o755)
