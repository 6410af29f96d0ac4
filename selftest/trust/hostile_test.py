# SPDX-License-Identifier: MIT
"""A hostile case costs its own result and nothing else: the cases around it pass, the results
are whole, and nobody is left. docs/farm-trust.md has the list of what is tried."""

from __future__ import annotations

import contextlib
import os
import pathlib
import signal
import subprocess
import uuid
import zlib

from crossfence import PATIENCE, PROGRAMS, RUNNER, Run, RunnerTest, main

TESTS = PROGRAMS / 'trust' / 'programs'
HANG = '3'  # seconds that the runner gives a case; they either end at once or never

# What may become of each case. Some depend on what the kernel lets a process do to its parent.
ENDED = ('crash', 'fail', 'timeout')
ANY = ('pass', *ENDED)
OUTCOMES = {
    'descriptors@all_written_to': ('fail',),
    'descriptors@all_closed': ('crash', 'fail'),
    'descriptors@journal_written_to': ('pass',),
    'descriptors@journal_cut': ('pass',),
    'descriptors@results_moved_and_removed': ('pass',),
    'descriptors@stolen_from_the_parent': ANY,
    'lies@of_the_verdicts_of_others': ('warn',),
    'lies@of_nul_bytes': ('fail',),
    'lies@of_ten_megabytes_in_a_line': ('warn', 'fail'),
    'lies@of_a_hundred_thousand_levels': ('fail',),
    'lies@of_numbers_that_are_none': ('fail',),
    'lies@without_an_end': ('warn', 'fail', 'timeout'),
    'lies@of_a_boundary_in_the_kernel_log': ('dmesg-warn',),
    'processes@parent_killed': ENDED,
    'processes@parent_stopped': ANY,
    'processes@parent_traced': ENDED,
    'processes@all_ancestors_killed': ENDED,
    'processes@groups_of_all_ancestors_killed': ENDED,
    'processes@everybody_killed': ENDED,
    'processes@itself_stopped': ('timeout',),
    'processes@five_hundred_children_left': ('fail',),
    'processes@itself_left_to_a_daemon': ('pass', 'fail'),
    'processes@event_stream_left_to_a_daemon': ('fail',),
    'processes@another_program_become': ('fail',),
    'surroundings@no_files_allowed': ('pass', 'crash', 'fail'),
    'surroundings@no_files_allowed_to_the_parent': ANY,
    'surroundings@temporary_directory_filled': ('pass',),
    'surroundings@current_directory_removed': ('pass',),
    'surroundings@own_directory_left_and_removed': ('pass',),
    'surroundings@umask_changed': ('pass',),
    'surroundings@storm_of_timers': ('pass',),
    'surroundings@all_memory_locked': ('pass', 'fail'),
}
KERNEL_LOG = 'of_a_boundary_in_the_kernel_log'

# Without root there is no PID namespace, and no kernel log to write to.
NEEDS_ROOT = ('processes@everybody_killed', f'lies@{KERNEL_LOG}')
if os.geteuid() != 0:
    OUTCOMES.update({case: ('skip', 'fail') for case in NEEDS_ROOT})
WHOLE_PROGRAMS = ('bystander', 'witness')
NEIGHBOURS = ('neighbour_before', 'neighbour_after')
UNEXPECTED = {'fail', 'dmesg-warn', 'dmesg-fail', 'crash', 'timeout', 'incomplete'}

# A mount namespace of the run's own, with a file system in it that may be filled.
IN_SMALL_WORLD = ('unshare', '--mount', 'sh', '-c',
                  'mount -t tmpfs -o size=4m small "$0" && exec "$@"')


def processes_with(mark: str) -> list[int]:
    """Everybody alive whose environment has the mark."""
    found = []
    for path in pathlib.Path('/proc').glob('[0-9]*'):
        try:
            if mark.encode() in (path / 'environ').read_bytes():
                found.append(int(path.name))
        except OSError:
            continue
    return found


def damaged_records(journal: pathlib.Path) -> list[bytes]:
    """Lines of the journal whose checksum is wrong."""
    lines = journal.read_bytes().split(b'\n')
    return [line for line in lines[:-1] if b'%08x' % zlib.crc32(line[9:]) != line[:8]] + (
        [lines[-1]] if lines[-1] else [])


class Hostile(RunnerTest):
    """Each case in a run of its own, between its neighbours."""

    def setUp(self) -> None:
        super().setUp()
        self.mark = f'CROSSFENCE_SELFTEST_MARK={uuid.uuid4()}'
        self.small, self.doomed = self.home / 'small', self.home / 'doomed'
        self.addCleanup(self.kill_marked)

    def kill_marked(self) -> list[int]:
        """Ends what is left of a run, and says what that was."""
        left = processes_with(self.mark)
        for pid in left:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        return left

    def environment(self) -> dict[str, str]:
        name, _, value = self.mark.partition('=')
        return {**os.environ, name: value, 'TMPDIR': str(self.small),
                'CROSSFENCE_SELFTEST_PID_NAMESPACE': os.readlink('/proc/self/ns/pid'),
                'CROSSFENCE_SELFTEST_SMALL_DIRECTORY': str(self.small),
                'CROSSFENCE_SELFTEST_DOOMED_DIRECTORY': str(self.doomed)}

    def run_hostile(self, cases: list[str], isolation: str) -> Run:
        """One run of these, in a session, a mount namespace and a directory that it may lose."""
        self.results = self.home / uuid.uuid4().hex
        for directory in (self.small, self.doomed):
            directory.mkdir(exist_ok=True)
        command = [*IN_SMALL_WORLD, self.small, RUNNER, 'run', *cases, '--isolate', isolation,
                   '--timeout', HANG, '--tests', TESTS, '-o', self.results]
        # Where only some case's own words matter: other programs of the machine write there, too.
        command += ['--kmsg', 'on' if any(KERNEL_LOG in case for case in cases) else 'off']
        with subprocess.Popen(command, cwd=self.doomed, env=self.environment(),
                              start_new_session=True, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE) as runner:
            try:
                out, err = runner.communicate(timeout=PATIENCE / 2)
            except subprocess.TimeoutExpired:
                self.kill_marked()
                self.fail('the run hangs')
        self.assertIn(runner.returncode, (0, 1), f'the run breaks: {err.decode()}')
        return Run(runner.returncode, out.decode(), err.decode(), self.results)

    def check_surroundings(self, run: Run, hostile: dict[str, tuple[str, ...]]) -> None:
        """The run's end, its files, and what the others make of it."""
        self.assertEqual(self.kill_marked(), [], 'processes outlive the run')
        self.assertEqual(damaged_records(run.directory / 'journal'), [])
        tests = run.tests
        for name, test in tests.items():
            allowed = hostile.get(name.removeprefix('hostile@'), ('pass',))
            self.assertIn(test['result'], allowed, f'{name}: {test["reason"]}')
        bad = UNEXPECTED.intersection(test['result'] for test in tests.values())
        self.assertEqual(run.status, 1 if bad else 0)

    def check_alone(self, case: str, isolation: str) -> None:
        program = case.partition('@')[0]
        ids = [f'hostile@{name}@is_left_alone' for name in WHOLE_PROGRAMS]
        ids += [f'hostile@{program}@{name}' for name in NEIGHBOURS] + [f'hostile@{case}']
        run = self.run_hostile(ids, isolation)
        self.assertEqual(sorted(run.tests), sorted(ids))
        self.check_surroundings(run, {case: OUTCOMES[case]})

    def check_each(self, isolation: str) -> None:
        for case in OUTCOMES:
            with self.subTest(case):
                self.check_alone(case, isolation)

    def test_each_with_a_fork_for_each_case(self) -> None:
        self.check_each('fork')

    def test_each_with_a_process_for_each_case(self) -> None:
        self.check_each('exec')

    def test_all_in_one_run(self) -> None:
        run = self.run_hostile(['hostile'], 'fork')
        self.assertLessEqual({f'hostile@{case}' for case in OUTCOMES}, set(run.tests))
        unwatched = {f'lies@{KERNEL_LOG}': ('pass', 'skip')}
        self.check_surroundings(run, {**OUTCOMES, **unwatched})


if __name__ == '__main__':
    main()
