# SPDX-License-Identifier: MIT
"""A guest that runs one job after the other, and says of each how the kernel took it."""

import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path

from .. import Failure

VM = Path(__file__).resolve().parents[2] / "vm"
LOOK_S = 0.5
LINE = 500

# The guest's shell: jobs come and go as files of the one directory that both sides write to.
SERVER = """\
number=1
while :; do
	while [ ! -e {home}/job-$number ]; do sleep 0.3; done
	sh {home}/job-$number >{home}/out-$number 2>&1
	echo $? >{home}/status.new
	mv {home}/status.new {home}/status-$number
	number=$((number + 1))
done
"""


class GuestEnded(Exception):
    """The guest died or hangs; the text says which."""


class Guest:
    """Owns a ci/vm and the directory that it shares with the guest."""

    def __init__(self, kernel: Path, home: Path, timeout_s: float):
        self.home = home.absolute()
        self.jobs = 0
        shutil.rmtree(home, ignore_errors=True)
        home.mkdir(parents=True)
        (self.home / "server").write_text(SERVER.format(home=self.home), encoding="utf-8")
        words = [str(VM), "--kernel", str(kernel), "--exec", "--no-build", "--timeout",
                 f"{timeout_s:.0f}", "--share", str(self.home), "--", "sh",
                 str(self.home / "server")]
        with (self.home / "vm.log").open("wb") as log:
            self._vm = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def __enter__(self) -> "Guest":
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """Ends ci/vm, which takes its QEMU along."""
        self._vm.send_signal(signal.SIGTERM)
        if not self._ends_within(20):
            self._vm.kill()
            self._vm.wait()

    def _ends_within(self, seconds: float) -> bool:
        """Waits for the end of ci/vm for that long."""
        try:
            self._vm.wait(seconds)
            return True
        except subprocess.TimeoutExpired:
            return False

    def run(self, script: str, silence_s: float, show: Callable[[str], None]) -> int:
        """A job's exit status. `show` gets its last line now and then; a job that prints nothing
        for that long hangs."""
        self.jobs += 1
        scratch = self.home / "job.new"
        scratch.write_text(script, encoding="utf-8")
        scratch.rename(self.home / f"job-{self.jobs}")
        status = self.home / f"status-{self.jobs}"
        output = self.home / f"out-{self.jobs}"
        moved_at, size = time.monotonic(), -1
        while not status.exists():
            if self._ends_within(0):
                raise GuestEnded(self._last_words())
            if output.exists() and output.stat().st_size != size:
                moved_at, size = time.monotonic(), output.stat().st_size
                show(self.last_line())
            if time.monotonic() - moved_at > silence_s:
                raise GuestEnded(f"the guest hangs: nothing for {silence_s:.0f} s")
            self._ends_within(LOOK_S)
        return int(status.read_text(encoding="ascii"))

    def last_line(self) -> str:
        """Where the last job stands, or how it ended."""
        try:
            with (self.home / f"out-{self.jobs}").open("rb") as file:
                file.seek(-min(file.seek(0, os.SEEK_END), LINE), os.SEEK_END)
                text = file.read().decode(errors="replace")
        except FileNotFoundError:
            return "no output"
        return (text.strip().splitlines() or ["no output"])[-1]

    def _last_words(self) -> str:
        """Why ci/vm ended."""
        log = (self.home / "vm.log").read_text(encoding="utf-8", errors="replace")
        if self._vm.returncode == 2:
            raise Failure(f"ci/vm: {(log.strip().splitlines() or ['failed'])[-1]}")
        words = re.findall(r"^vm: (the guest .*|no end .*)$", log, re.MULTILINE)
        return words[-1] if words else f"ci/vm ended with status {self._vm.returncode}"
