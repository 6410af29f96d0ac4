#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Makes sure that Debian packages are there: `packages.py LIST…`, lists in package_lists/.

Nothing happens where all are installed. Root installs the missing ones; anybody else is told
the one line to run, with exit status 2.
"""

import os
import subprocess
import sys
from pathlib import Path

LISTS = Path(__file__).resolve().parent / "package_lists"


def parse_list(text: str) -> list[str]:
    """Package names, one a line; `#` begins a comment."""
    names = (line.split("#", 1)[0].strip() for line in text.splitlines())
    return [name for name in names if name]


def parse_installed(text: str) -> set[str]:
    """Names of the installed packages in dpkg-query's answer."""
    rows = (line.split() for line in text.splitlines())
    return {row[0] for row in rows if len(row) == 2 and row[1] == "installed"}


def missing(lists: list[str]) -> list[str]:
    """Packages of the named lists that are not installed."""
    names = [name for each in lists for name in parse_list((LISTS / each).read_text())]
    query = ["dpkg-query", "-W", "-f", "${Package} ${db:Status-Status}\n", *names]
    answer = subprocess.run(query, capture_output=True, text=True, check=False).stdout
    installed = parse_installed(answer)
    return [name for name in dict.fromkeys(names) if name not in installed]


def apt_get(*arguments: str) -> subprocess.CompletedProcess:
    """Runs apt-get without questions; its output is kept for the error message."""
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    return subprocess.run(["apt-get", "-q", "-y", *arguments], env=environment, text=True,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False)


def ensure(lists: list[str]) -> str | None:
    """Installs what is missing. None if all is well, else the line to show."""
    names = missing(lists)
    if not names:
        return None
    install = ["install", "--no-install-recommends", *names]
    by_hand = f"apt-get {' '.join(install)}"
    if os.geteuid() != 0:
        return f"packages are missing; run as root: {by_hand}"
    print(f"installing {len(names)} packages: {' '.join(names)}", file=sys.stderr, flush=True)
    if apt_get(*install).returncode == 0:
        return None
    apt_get("update")
    done = apt_get(*install)
    if done.returncode == 0:
        return None
    errors = [line for line in done.stdout.splitlines() if line.startswith("E: ")]
    return f"{by_hand}: {(errors or ['failed'])[0]}"


def main(lists: list[str]) -> int:
    unknown = [name for name in lists if not (LISTS / name).is_file()]
    if unknown or not lists:
        known = " ".join(sorted(path.name for path in LISTS.iterdir()))
        print(f"packages.py: name one or more lists of: {known}", file=sys.stderr)
        return 2
    trouble = ensure(lists)
    if trouble:
        print(f"packages.py: {trouble}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
