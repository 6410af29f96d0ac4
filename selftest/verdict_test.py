# SPDX-License-Identifier: MIT
"""The verdict on every way in which a test can end, with either isolation."""

from __future__ import annotations

import pathlib
import re
import struct

from crossfence import RunnerTest, main

# id -> outcome and a part of the reason
VERDICTS = {
    'verdict@outcomes@passes': ('pass', ''),
    'verdict@outcomes@measures': ('pass', ''),
    'verdict@outcomes@warns': ('warn', 'looks odd on purpose'),
    'verdict@outcomes@skips_with_a_reason': ('skip', 'needs a unicorn (CONFIG_UNICORN)'),
    'verdict@outcomes@skips_without_a_reason': ('fail', 'skip'),
    'verdict@outcomes@skips_after_it_began_to_act': ('fail', 'begun to act: needs a second'),
    'verdict@outcomes@fails': ('fail', 'failed on purpose'),
    'verdict@outcomes@fails_in_a_helper': ('fail', 'failed in a helper'),
    'verdict@outcomes@throws_an_exception': ('fail', 'thrown on purpose'),
    'verdict@outcomes@throws_a_number': ('fail', 'Unknown C++ exception'),
    'verdict@outcomes@fails_in_a_child_process': ('fail', 'failed in the child'),
    'verdict@outcomes@fails_before_its_body': ('fail', 'no set-up today'),
    'verdict@outcomes@two_is_even@two': ('pass', ''),
    'verdict@outcomes@two_is_even@three': ('fail', 'GetParam() % 2'),
    'verdict@plain@passes': ('pass', ''),
    'verdict@plain@fails': ('fail', 'failed on purpose'),
    'verdict@plain@skipswithareason': ('skip', 'needs a unicorn'),
    'verdict@plain@skipswithoutareason': ('fail', 'without saying why'),
    'verdict@plain@crashes': ('crash', 'SIGSEGV'),
    'verdict@plain@areeven@0': ('pass', ''),
    'verdict@plain@areeven@1': ('fail', 'GetParam() % 2'),
    'verdict@raw@keeps_to_it': ('pass', ''),
    'verdict@raw@says_nothing': ('fail', 'exited 0 without reporting a result'),
    'verdict@raw@says_fail_but_leaves_with_0': ('fail', 'exited 0 and reported fail'),
    'verdict@raw@says_pass_but_leaves_with_1': ('fail', 'exit status 1'),
    'verdict@raw@leaves_with_77_but_says_nothing': ('fail', 'without reporting a skip'),
    'verdict@raw@fails_and_says_pass': ('fail', 'raw.cpp:7: broken'),
    'verdict@raw@talks_nonsense': ('fail', 'cannot be decoded'),
    'verdict@raw@stops_in_a_word': ('fail', 'cannot be decoded'),
    'process@crashes@by_segv': ('crash', 'SIGSEGV (Segmentation fault)'),
    'process@crashes@by_abort': ('crash', 'SIGABRT'),
    'process@crashes@by_exit_status_3': ('crash', 'exit status 3'),
    'process@crashes@by_exit_status_0': ('fail', 'exited 0 without reporting a result'),
    'process@crashes@by_exception_in_a_thread': ('crash', 'SIGABRT'),
    'process@crashes@by_sigkill': ('crash', 'SIGKILL'),
    'process@crashes@after_its_result': ('crash', 'exit status 3'),
    'process@crashes@without_descriptors': ('crash', 'SIGABRT'),
    'process@leaks@nothing': ('pass', ''),
    'process@leaks@a_descriptor': ('fail', 'was left open: /dev/null'),
    'process@leaks@a_descriptor_while_it_throws': ('fail', 'and 1 more'),
    'process@leaks@a_mapping': ('fail', 'a mapping was left: /memfd:leaked'),
    'process@leaks@not_but_closes_what_is_not_its_own': ('fail', 'descriptor 0 of somebody'),
}
FILTERS = ('verdict', 'process@crashes', 'process@leaks')


class Verdicts(RunnerTest):
    """One run of everything, looked at case by case."""

    def check(self, isolation: str) -> None:
        run = self.run_cases(*FILTERS, '--isolate', isolation)
        self.assertEqual(run.status, 1, run.err)
        tests = run.tests
        self.assertEqual(set(tests), set(VERDICTS))
        for name, (outcome, reason) in VERDICTS.items():
            with self.subTest(name):
                found = tests[name]
                self.assertEqual(found['result'], outcome, found)
                self.assertIn(reason, found['reason'])
                self.assertEqual(found['reason'] == '', outcome == 'pass', found['reason'])
        self.assertEqual(run.summary_counts(), run.counts())
        for name in ('fails_in_a_helper', 'fails_before_its_body'):
            self.assertNotRegex(tests[f'verdict@outcomes@{name}']['out'], 'went on|ran without')

    def test_with_a_fork_for_each_case(self) -> None:
        self.check('fork')

    def test_with_a_process_for_each_case(self) -> None:
        self.check('exec')

    def test_a_crash_leaves_its_backtrace(self) -> None:
        run = self.run_cases('process@crashes@by_segv', 'process@crashes@by_exception_in_a_thread',
                             'process@crashes@by_abort')
        for case, signal in (('by_segv', 'SEGV'), ('by_exception_in_a_thread', 'ABRT'),
                             ('by_abort', 'ABRT')):
            err = run.tests[f'process@crashes@{case}']['err']
            self.assertRegex(err, rf'(?m)^backtrace of SIG{signal}:$')
            self.assertRegex(err, rf'(?m)^  #[0-9]+ .*{case}.* at .*crashes\.cpp:[0-9]+$')
            self.assertNotIn('testing::', err)

    def test_a_crash_leaves_its_core_dump_when_asked_to(self) -> None:
        name = 'process@crashes@by_segv'
        for isolation in ('fork', 'exec'):
            self.results = self.home / isolation
            run = self.run_cases(name, 'verdict@outcomes@passes', '--cores',
                                 '--isolate', isolation)
            note = next(note for note in run.tests[name]['notes'] if 'core' in note)
            pattern = pathlib.Path('/proc/sys/kernel/core_pattern').read_text(encoding='ascii')
            if re.match('[|/]', pattern):
                self.assertIn(pattern.strip(), note)
                continue
            core = self.results / 'cores' / f'{name}.core'
            self.assertEqual(note, f'core dump: {core}')
            self.assertEqual(core.read_bytes()[:4], b'\x7fELF')

    def test_metrics_are_kept_as_they_are(self) -> None:
        test = self.run_cases('verdict@outcomes@measures').tests['verdict@outcomes@measures']
        [metric] = test['metrics']
        self.assertEqual((metric['name'], metric['unit'], metric['n'], metric['p50']),
                         ('wake_up', 'ns', 3, 2.5))
        samples = (self.results / 'samples.f64').read_bytes()
        self.assertEqual(struct.unpack('<3d', samples), (3, 1, 2.5))

    def test_dangerous_case_runs_only_when_allowed(self) -> None:
        name = 'verdict@outcomes@would_take_the_kernel_down'
        self.assertEqual(self.run_cases(name).status, 2)
        run = self.run_cases(name, '--allow', 'hunt')
        self.assertEqual(run.tests[name]['result'], 'fail')
        self.assertEqual(run.tests[name]['labels'], ['hunt'])

    def test_command_of_a_result_reproduces_it(self) -> None:
        name = 'verdict@outcomes@two_is_even@three'
        command = self.run_cases(name).tests[name]['command']
        self.assertIn(name, command)
        self.assertIn('--tests', command)


if __name__ == '__main__':
    main()
