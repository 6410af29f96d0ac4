# SPDX-License-Identifier: MIT
"""A built kernel tree, and the copy of it that carries the mutants."""

import hashlib
import json
import os
import re
import shutil
import subprocess
from pathlib import Path

from .. import Failure
from ..mutants import Mutant
from .planting import MARK, SWITCH_FILE, plant

IMAGE = "arch/x86/boot/bzImage"
STAMP = "crossfence-mutants.json"


class Pristine:
    """The tree that the user names. Nothing is ever written to it."""

    def __init__(self, directory: Path):
        self.directory = directory.resolve()
        if not all((self.directory / name).exists() for name in ("Makefile", SWITCH_FILE)):
            raise Failure(f"{directory} is no kernel tree")
        make = self._read("Makefile")
        parts = re.findall(r"^(?:VERSION|PATCHLEVEL|SUBLEVEL) = (\d+)$", make, re.MULTILINE)
        self.version = tuple(int(part) for part in parts)
        self.release = ".".join(parts)

    def _read(self, name: str) -> str:
        return (self.directory / name).read_text(encoding="utf-8")

    def source(self, file: str, of: str) -> str:
        """A file's text."""
        try:
            return self._read(file)
        except FileNotFoundError:
            raise Failure(f"{of}: {self.directory} has no {file}") from None

    @property
    def identity(self) -> str:
        """Release and configuration: what a measurement depends on besides the mutant."""
        config = hashlib.sha256(self._read(".config").encode()).hexdigest()[:12]
        return f"{self.release}-{config}"

    def planted(self, numbered: dict[int, Mutant]) -> dict[str, str]:
        """The text of each file that has mutants, with all of them in it."""
        files: dict[str, list[tuple[int, Mutant]]] = {SWITCH_FILE: []}
        for number, mutant in numbered.items():
            files.setdefault(mutant.file, []).append((number, mutant))
        return {file: plant(file, self.source(file, entries[0][1].name if entries else "mutate"),
                            entries) for file, entries in files.items()}


class Copy:
    """Our tree beside the user's: objects and all, so that only what changes is built."""

    def __init__(self, pristine: Pristine, directory: Path):
        self.directory = directory.absolute()
        self._pristine = pristine
        if not (pristine.directory / IMAGE).exists():
            raise Failure(f"{pristine.directory} has no {IMAGE}: build it first "
                          "(make bzImage modules)")
        if pristine.directory in (self.directory, *self.directory.parents):
            raise Failure(f"--work {directory} lies in the kernel tree")

    @property
    def is_current(self) -> bool:
        """Whether the copy was made of the tree as it is now built."""
        return self._stamp().get("of") == self._origin()

    def make(self) -> None:
        """Copies the tree: some gigabytes, once."""
        shutil.rmtree(self.directory, ignore_errors=True)
        self.directory.mkdir(parents=True)
        run(["cp", "-a", "--reflink=auto", f"{self._pristine.directory}/.", str(self.directory)])
        self._relocate()
        self._write_stamp([], "")

    def _relocate(self) -> None:
        """The build of tools/ notes absolute paths; left alone it would start anew, and with it
        all that objtool has seen, which is everything."""
        old, new = str(self._pristine.directory), str(self.directory)
        for path in (self.directory / "tools").rglob(".*.cmd"):
            text = path.read_text(encoding="utf-8")
            if old in text:
                times = path.stat()
                path.write_text(text.replace(old, new), encoding="utf-8")
                os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))

    def plant(self, numbered: dict[int, Mutant]) -> None:
        """Writes the mutants; a file that is right already keeps its time, and its object."""
        wanted = self._pristine.planted(numbered)
        for file in self._stamp().get("files", []):
            wanted.setdefault(file, self._pristine.source(file, "mutate"))
        for file, text in wanted.items():
            path = self.directory / file
            if path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8")
        self._write_stamp(sorted(wanted), self._stamp().get("built", ""))

    def compile(self, files: list[str], jobs: int, log: Path) -> None:
        """The object files of these sources, and nothing else."""
        self._make([file.removesuffix(".c") + ".o" for file in files], jobs, log)

    def build(self, jobs: int, log: Path) -> None:
        """The kernel and its modules, unless they are: looking at all of a tree takes a while."""
        stamp = self._stamp()
        digest = hashlib.sha256()
        for file in stamp["files"]:
            digest.update((self.directory / file).read_bytes())
        if stamp["built"] != digest.hexdigest():
            self._make(["bzImage", "modules"], jobs, log)
            self._write_stamp(stamp["files"], digest.hexdigest())

    def _make(self, targets: list[str], jobs: int, log: Path) -> None:
        with log.open("wb") as file:
            done = subprocess.run(["make", f"-j{jobs}", "-C", self.directory, *targets],
                                  stdin=subprocess.DEVNULL, stdout=file, stderr=file, check=False)
        if done.returncode:
            raise CompileFailure(log)

    def _origin(self) -> str:
        image = (self._pristine.directory / IMAGE).stat()
        return f"{self._pristine.directory} {self._pristine.identity} {image.st_mtime_ns}"

    def _stamp(self) -> dict:
        try:
            return json.loads((self.directory / STAMP).read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return {}

    def _write_stamp(self, files: list[str], built: str) -> None:
        """What the copy is of, which files have mutants, and the content that was built last."""
        content = {"of": self._origin(), "files": files, "built": built}
        (self.directory / STAMP).write_text(json.dumps(content), encoding="utf-8")


class CompileFailure(Failure):
    """The build broke. `numbers` are the mutants in which the compiler found errors."""

    def __init__(self, log: Path):
        text = log.read_text(encoding="utf-8", errors="replace")
        self.numbers = guilty(text)
        errors = [line for line in text.splitlines() if "rror" in line]
        super().__init__(f"the kernel does not build: {(errors or ['?'])[0].strip()} ({log})")


def guilty(output: str) -> set[int]:
    """The mutants in whose functions the compiler reports errors."""
    found, current = set(), None
    for line in output.splitlines():
        if ": In function" in line or ": At top level" in line:
            name = re.search(rf"{MARK}(\d+)", line)
            current = int(name.group(1)) if name else None
        elif ": error:" in line and current is not None:
            found.add(current)
    return found


def run(words: list[str]) -> None:
    """A command that has no reason to fail but the machine."""
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Failure((done.stderr.strip().splitlines() or [f"{words[0]} failed"])[-1])
