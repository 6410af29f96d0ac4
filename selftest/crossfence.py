# SPDX-License-Identifier: MIT
"""The real crossfence command on the programs beside this file, for the tests here."""

from __future__ import annotations

import json
import os
import pathlib
import re
import resource
import select
import subprocess
import sys
import tempfile
import unittest
from dataclasses import dataclass
from typing import Any

# Crashes are what is tested here; who wants a core dump asks crossfence for it.
resource.setrlimit(resource.RLIMIT_CORE, (0, resource.getrlimit(resource.RLIMIT_CORE)[1]))

# Given by meson.
RUNNER = pathlib.Path(os.environ['CROSSFENCE_RUNNER'])
PROGRAMS = pathlib.Path(os.environ['CROSSFENCE_SELFTESTS'])
SUITE = PROGRAMS / 'suite'

# The environment variable that every process of a run inherits.
HOME_MARK = 'CROSSFENCE_SELFTEST_HOME'

# Long enough for the slowest emulated machine; nothing here waits for it to pass.
PATIENCE = 300

COUNTED = ('pass', 'warn', 'dmesg-warn', 'fail', 'dmesg-fail', 'timeout', 'crash',
           'incomplete', 'skip', 'notrun')


@dataclass
class Run:
    """A finished command and the results that it left."""

    status: int
    out: str
    err: str
    directory: pathlib.Path

    @property
    def results(self) -> dict[str, Any]:
        """results.json, which must be valid UTF-8."""
        return json.loads((self.directory / 'results.json').read_bytes().decode('utf-8'))

    @property
    def tests(self) -> dict[str, dict[str, Any]]:
        """The results by id."""
        return {name.removeprefix('crossfence@'): result
                for name, result in self.results['tests'].items()}

    def counts(self) -> dict[str, int]:
        """How many tests have which outcome, by the tests themselves; none that has none."""
        outcomes = [result['result'] for result in self.tests.values()]
        return {name: outcomes.count(name) for name in COUNTED if name in outcomes}

    def summary_counts(self) -> dict[str, int]:
        """The same as the closing lines on the terminal say it."""
        line = [line for line in self.out.splitlines() if re.search(r' in [0-9.]+ s$', line)][-1]
        return {name: int(number)
                for number, name in re.findall(r'([0-9]+) ([a-z-]+)', line.rpartition(' in ')[0])}


class RunnerTest(unittest.TestCase):
    """A test with a directory of its own and the command."""

    def setUp(self) -> None:
        directory = tempfile.TemporaryDirectory(prefix='crossfence-selftest-')
        self.addCleanup(directory.cleanup)
        self.home = pathlib.Path(directory.name)
        self.results = self.home / 'results'

    def environment(self) -> dict[str, str]:
        """That of the command."""
        return {**os.environ, HOME_MARK: str(self.home)}

    def crossfence(self, *arguments: str) -> Run:
        """Runs the command with just these arguments."""
        done = subprocess.run([RUNNER, *arguments], capture_output=True, timeout=PATIENCE,
                              stdin=subprocess.DEVNULL, check=False,
                              env=self.environment())
        return Run(done.returncode, done.stdout.decode(), done.stderr.decode(), self.results)

    def run_cases(self, *arguments: str, tests: pathlib.Path = SUITE) -> Run:
        """`crossfence run` on programs from here, into the directory of this test."""
        return self.crossfence('run', *arguments, '--tests', str(tests), '-o', str(self.results))

    def start(self, *arguments: str) -> subprocess.Popen[bytes]:
        """The same, not waited for."""
        command = [RUNNER, 'run', *arguments, '--tests', str(SUITE), '-o', str(self.results)]
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                   stderr=subprocess.PIPE, env=self.environment())
        self.addCleanup(finish_off, process)
        return process

    def start_hanging(self, *arguments: str) -> subprocess.Popen[bytes]:
        """Starts a run of a case of process@hangs, and comes back once the case runs."""
        path = self.home / 'fifo'
        path.unlink(missing_ok=True)
        os.mkfifo(path)
        fifo = os.open(path, os.O_RDWR)
        self.addCleanup(os.close, fifo)
        os.environ['CROSSFENCE_SELFTEST_FIFO'] = str(path)
        self.addCleanup(os.environ.pop, 'CROSSFENCE_SELFTEST_FIFO', None)
        runner = self.start(*arguments)
        self.assertTrue(is_readable(fifo), 'the case does not start')
        return runner


def is_readable(descriptor: int) -> bool:
    """Waits for that, as long as there is hope."""
    return select.select([descriptor], [], [], PATIENCE)[0] != []


def finish_off(process: subprocess.Popen[bytes]) -> None:
    """Kills and reaps a command that a failed test has left running."""
    process.kill()
    process.communicate()


def pids_in(text: str) -> list[int]:
    """The processes that a case of process@hangs has told of."""
    return [int(pid) for pid in re.findall(r'pid ([0-9]+)', text)]


def offspring(home: pathlib.Path) -> list[int]:
    """What lives of a runner that was started with this home, itself included.

    They are told by an environment variable: the pids that a case prints are those of its
    worker's namespace. A zombie does not live.
    """
    mark = f'{HOME_MARK}={home}'.encode()
    alive = []
    for process in pathlib.Path('/proc').glob('[0-9]*'):
        try:
            if mark in (process / 'environ').read_bytes().split(b'\0'):
                alive.append(int(process.name))
        except (FileNotFoundError, ProcessLookupError, PermissionError):
            pass  # gone, or somebody else's
    return alive


def wait_for_deaths(home: pathlib.Path) -> bool:
    """Waits until none of them is left; false when one does not go."""
    for pid in offspring(home):
        try:
            process = os.pidfd_open(pid)
        except ProcessLookupError:
            continue
        try:
            if not is_readable(process):
                return False
        finally:
            os.close(process)
    return offspring(home) == []


def main() -> None:
    """Runs the tests of a file; status 77 when the machine could run none of them."""
    result = unittest.main(exit=False).result
    if not result.wasSuccessful():
        sys.exit(1)
    sys.exit(77 if len(result.skipped) == result.testsRun else 0)
