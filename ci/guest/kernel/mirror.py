# SPDX-License-Identifier: MIT
"""A private apt state for one suite of the machine's own Debian mirror.

Nothing of the system's apt configuration changes and no root is needed: sources, lists and
downloads live in the user's cache. Apt itself checks every signature and hash.
"""

import hashlib
import os
import re
import subprocess
from pathlib import Path

from .. import Failure, cache_dir
from ..lifeline import die_with_parent
from ..progress import Progress

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")


def os_codename(os_release: str) -> str:
    """The release's code name as written in /etc/os-release."""
    match = re.search(r'^VERSION_CODENAME="?([a-z]+)"?$', os_release, re.MULTILINE)
    return match.group(1) if match else ""


def pick_mirror(targets: str, codename: str) -> str | None:
    """The site that serves the machine's own release, from `apt-get indextargets` lines."""
    for line in targets.splitlines():
        site, _, release = line.partition("|")
        if codename and release == codename:
            return site
    return None


def host_codename() -> str:
    """The code name of the release that this machine runs."""
    return os_codename(Path("/etc/os-release").read_text())


def mirror_uri() -> str:
    """The mirror that this machine's own release comes from."""
    targets = subprocess.run(
        ["apt-get", "indextargets", "--format", "$(SITE)|$(RELEASE)", "Created-By: Packages"],
        capture_output=True, text=True, check=False).stdout
    site = pick_mirror(targets, host_codename())
    if not site:
        raise Failure("apt knows no Debian mirror for this machine's own release: "
                      "kernel packages can't be found; use --kernel PATH", 2)
    return site


def inherited_settings() -> str:
    """The system's own Acquire settings (proxies, retries), so that downloads work as usual."""
    dump = subprocess.run(["apt-config", "dump"], capture_output=True, text=True, check=True).stdout
    return "\n".join(line for line in dump.splitlines()
                     if line.startswith("Acquire::") and "IndexTargets" not in line)


def finished(child: subprocess.Popen) -> bool:
    """Gives a child a moment to end."""
    try:
        child.wait(timeout=0.2)
    except subprocess.TimeoutExpired:
        return False
    return True


class Suite:
    """One suite's package index and downloads, in a directory of its own in the cache."""

    def __init__(self, name: str):
        self.name = name
        self._dir = cache_dir() / "apt" / name
        self._env = dict(os.environ, APT_CONFIG=str(self._dir / "apt.conf"), LC_ALL="C.UTF-8")

    def refresh(self) -> None:
        """Writes the configuration and fetches the package index."""
        if not KEYRING.exists():
            raise Failure(f"{KEYRING} is missing: apt-get install debian-archive-keyring", 2)
        for sub in ("lists/partial", "cache/archives/partial"):
            (self._dir / sub).mkdir(parents=True, exist_ok=True)
        source = f"deb [signed-by={KEYRING}] {mirror_uri()} {self.name} main\n"
        (self._dir / "sources.list").write_text(source)
        (self._dir / "apt.conf").write_text(self._configuration())
        self._apt("apt-get", "update", "-q", "-o", "APT::Update::Error-Mode=any")

    def _configuration(self) -> str:
        nowhere = ("Dir::Etc::sourceparts", "Dir::Etc::parts", "Dir::Etc::main",
                   "Dir::Etc::preferences", "Dir::Etc::preferencesparts", "Dir::Etc::trustedparts")
        lines = [f'{key} "/dev/null";' for key in nowhere]
        lines += [f'Dir::Etc::sourcelist "{self._dir}/sources.list";',
                  f'Dir::State::lists "{self._dir}/lists";', f'Dir::Cache "{self._dir}/cache";',
                  'APT::Sandbox::User "root";', 'APT::Architecture "amd64";']
        return inherited_settings() + "\n" + "\n".join(lines) + '\nAcquire::Languages "none";\n'

    def package_names(self, prefix: str) -> list[str]:
        """Every package name of the suite that begins with the prefix."""
        return self._apt("apt-cache", "pkgnames", prefix).split()

    def fields(self, package: str) -> dict[str, str]:
        """The control fields of the newest version of a package."""
        text = self._apt("apt-cache", "show", "--no-all-versions", package)
        pairs = (line.split(": ", 1) for line in text.splitlines() if re.match(r"[A-Z]\S*: ", line))
        return {key: value for key, value in pairs}

    def download(self, packages: list[str], into: Path) -> list[Path]:
        """Fetches packages; what an earlier try left is resumed, or redone where it is damaged."""
        into.mkdir(parents=True, exist_ok=True)
        fields = [self.fields(package) for package in packages]
        sums = {field["SHA256"] for field in fields}
        for _ in range(2):
            self._fetch(packages, into, sum(int(field["Size"]) for field in fields))
            files = sorted(into.glob("*.deb"))
            damaged = [file for file in files if sha256(file) not in sums]
            if not damaged:
                return files
            for file in damaged:
                file.unlink()
        raise Failure(f"download of {packages[0]} is damaged each time", 2)

    def _fetch(self, packages: list[str], into: Path, total: int) -> None:
        log = self._dir / "download.log"
        with open(log, "wb") as output:
            child = subprocess.Popen(["apt-get", "download", "-q", *packages], cwd=into,
                                     env=self._env, stdout=output, stderr=subprocess.STDOUT,
                                     preexec_fn=die_with_parent())
            self._watch(child, packages[0], into, total)
        if child.returncode:
            raise Failure(f"download of {packages[0]}: {last_error(log.read_text())}", 2)

    @staticmethod
    def _watch(child: subprocess.Popen, name: str, into: Path, total: int) -> None:
        progress = Progress()
        try:
            while not finished(child):
                done = sum(entry.stat().st_size for entry in into.rglob("*") if entry.is_file())
                progress.show(f"downloading {name}: {done >> 20} of {total >> 20} MiB")
        finally:
            progress.clear()
            if child.poll() is None:
                child.terminate()
                child.wait()

    def _apt(self, *command: str) -> str:
        done = subprocess.run(command, env=self._env, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Failure(f"{command[0]} {command[1]} ({self.name}): {last_error(done.stderr)}", 2)
        return done.stdout


def sha256(path: Path) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def last_error(text: str) -> str:
    """The most telling line of apt's output."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith(("E:", "Err:"))]
    return (errors or lines or ["no message"])[0].removeprefix("E: ")
