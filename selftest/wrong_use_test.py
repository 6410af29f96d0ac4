# SPDX-License-Identifier: MIT
"""Wrong use gives one clear line and status 2; missing rights are said once."""

from __future__ import annotations

import os
import shutil
import subprocess

from crossfence import PATIENCE, PROGRAMS, RUNNER, SUITE, Run, RunnerTest, main


class WrongUse(RunnerTest):
    """Each line names what was wrong with it."""

    def check(self, run: Run, word: str) -> None:
        self.assertEqual(run.status, 2, run.err)
        self.assertEqual(len(run.err.splitlines()), 1, run.err)
        self.assertTrue(run.err.startswith('crossfence: '), run.err)
        self.assertIn(word, run.err)
        self.assertEqual(run.out, '')

    def test_unknown_option(self) -> None:
        self.check(self.crossfence('run', '--no-such-option'), '--no-such-option')

    def test_unknown_command(self) -> None:
        self.check(self.crossfence('walk'), 'walk')

    def test_no_command(self) -> None:
        self.check(self.crossfence(), '--help')

    def test_option_out_of_range(self) -> None:
        self.check(self.run_cases('verdict', '--timeout', '0'), '--timeout')
        self.check(self.run_cases('verdict', '--isolate', 'hope'), 'hope')
        self.check(self.run_cases('verdict', '--fifo', '100'), '--fifo')
        self.check(self.run_cases('verdict', '--allow', 'everything'), 'everything')

    def test_trace_of_what_it_cannot_attribute(self) -> None:
        self.check(self.run_cases('verdict', '--trace', '--jobs', '2'), '--jobs')
        self.check(self.run_cases('verdict', '--trace', '--gdb'), '--gdb')

    def test_leaks_that_nobody_would_see(self) -> None:
        self.check(self.run_cases('verdict', '--kmemleak', 'often'), 'often')
        self.check(self.run_cases('verdict', '--kmemleak', 'each', '--jobs', '2'), '--jobs')
        self.check(self.run_cases('verdict', '--kmemleak', 'once', '--kmsg', 'off'), '--kmsg')
        self.check(self.run_cases('verdict', '--kmemleak', 'once', '--gdb'), '--gdb')

    def test_leaks_without_a_detector(self) -> None:
        if os.path.exists('/sys/kernel/debug/kmemleak'):
            self.skipTest('this kernel has one')
        self.check(self.run_cases('verdict', '--kmemleak', 'each'), 'CONFIG_DEBUG_KMEMLEAK')

    def test_no_directory(self) -> None:
        self.check(self.crossfence('run', '--tests', str(SUITE)), '-o')

    def test_filter_without_a_match(self) -> None:
        self.check(self.run_cases('verdict@outcomes@pases'), 'verdict@outcomes@pases')
        self.check(self.run_cases('verdict', 'nowhere@*'), 'nowhere@*')
        self.check(self.crossfence('list', 'nowhere', '--tests', str(SUITE)), 'nowhere')

    def test_broken_regular_expression(self) -> None:
        self.check(self.run_cases('re:('), 're:(')

    def test_unreadable_filter_file(self) -> None:
        self.check(self.run_cases('@/nonexistent/filters'), '/nonexistent/filters')

    def test_unwritable_directory(self) -> None:
        self.results = self.home / 'file' / 'results'
        (self.home / 'file').write_text('in the way', encoding='utf-8')
        self.check(self.run_cases('verdict@outcomes@passes'), str(self.results))

    def test_directory_of_another_run(self) -> None:
        self.assertEqual(self.run_cases('verdict@outcomes@passes').status, 0)
        before = (self.results / 'results.json').read_bytes()
        self.check(self.run_cases('verdict@outcomes@passes'), str(self.results))
        self.assertEqual((self.results / 'results.json').read_bytes(), before)

    def test_directory_in_use(self) -> None:
        self.start_hanging('process@hangs@for_ever')
        self.check(self.run_cases('verdict@outcomes@passes'), 'in use')

    def test_missing_test_programs(self) -> None:
        missing, empty = self.home / 'missing', self.home / 'empty'
        empty.mkdir()
        for tests in (missing, empty):
            self.check(self.run_cases(tests=tests), str(tests))
            self.check(self.crossfence('list', '--tests', str(tests)), str(tests))

    def test_required_role_is_missing(self) -> None:
        run = self.run_cases('verdict@outcomes@passes', '--require', 'unicorn')
        self.assertEqual(run.status, 1, run.err)
        self.assertIn('unicorn', run.out + run.err)


class Unlistable(RunnerTest):
    """A program whose cases cannot be known is an error of the run, and hides no other."""

    def test_every_broken_listing_is_named(self) -> None:
        run = self.run_cases(tests=PROGRAMS / 'unlistable')
        self.assertEqual(run.status, 1, run.err)
        text = run.out + run.err
        for program, word in {
                'collision': 'two cases have the id',
                'garbage': 'decode',
                'leaves_with_3': '3',
                'mislabelled': 'a label is declared for Mislabelled.misspelt',
                'shouting': 'case name "Shouts"',
                'uninstantiated': 'suite Uninstantiated has no cases here'}.items():
            with self.subTest(program):
                self.assertIn(f'listing@{program}', text)
                self.assertIn(word, text)
        self.assertEqual(run.tests['listing@sound@passes']['result'], 'pass')


class MissingRights(RunnerTest):
    """Without the kernel log the run goes on, and says once what is missing."""

    def test_no_rights_for_the_kernel_log(self) -> None:
        # Somewhere that everybody can read.
        self.home.chmod(0o755)
        tests = self.home / 'tests' / 'verdict'
        tests.mkdir(parents=True)
        shutil.copy(SUITE / 'verdict' / 'raw', tests)
        runner = shutil.copy(RUNNER, self.home)
        self.results.mkdir()
        self.results.chmod(0o777)
        user = {'user': 65534, 'group': 65534, 'extra_groups': []} if os.geteuid() == 0 else {}
        done = subprocess.run(
            [runner, 'run', 'verdict@raw@keeps_to_it', '--tests', tests.parent, '-o', self.results],
            capture_output=True, timeout=PATIENCE, check=False, cwd='/', **user)
        said = [line for line in done.stderr.decode().splitlines() if '/dev/kmsg' in line]
        self.assertEqual(len(said), 1, done.stderr.decode())
        self.assertEqual(done.returncode, 0, done.stderr.decode())
        run = Run(done.returncode, done.stdout.decode(), done.stderr.decode(), self.results)
        self.assertEqual(run.counts(), {'pass': 1})


if __name__ == '__main__':
    main()
