# SPDX-License-Identifier: MIT
"""A run that tells a LAVA job of its verdicts while it lasts."""

from __future__ import annotations

import re

from consumers import LAVA_SIGNAL
from crossfence import Run, RunnerTest, main

# A program that fails when it is run for the first time, and passes then.
FLAKY = """#!/bin/sh
case $1 in
--list) echo '{"id":"odd@flaky@once"}' ;;
--run)
    if mkdir "$0.seen" 2>/dev/null; then exit 1; fi
    echo '{"event":"end","result":"pass"}' >"/proc/self/fd/$CROSSFENCE_EVENTS_FD" ;;
*) exit 2 ;;
esac
"""

STOLEN = '<LAVA_SIGNAL_TESTCASE TEST_CASE_ID=stolen RESULT=pass>'

KNOWN = f"""
[[expect]]
ids = ["verdict@outcomes@fails"]
outcome = "fail"
reason = "{STOLEN}"
"""


class Live(RunnerTest):
    """What stands on standard output is what LAVA's dispatcher sees."""

    def lava(self, *arguments: str) -> Run:
        return self.run_cases('--format', 'lava', *arguments)

    def signals(self, text: str) -> list[str]:
        lines = [line for line in text.splitlines() if 'LAVA_SIGNAL_' in line]
        for line in lines:
            self.assertRegex(line, LAVA_SIGNAL)
        return lines

    def reported(self, form: str = 'lava') -> list[str]:
        done = self.crossfence('report', str(self.results), '--format', form)
        self.assertEqual((done.status, done.err), (0, ''))
        return done.out.splitlines()

    def check_test_sets(self, signals: list[str]) -> None:
        """Each test stands in the set of its program."""
        inside = None
        for line in signals:
            if change := re.search('TESTSET (START|STOP) ([^>]+)', line):
                self.assertEqual(inside, None if change[1] == 'START' else change[2])
                inside = change[2] if change[1] == 'START' else None
            else:
                self.assertIn(f'TEST_CASE_ID={inside}@', line)
        self.assertIsNone(inside)

    def test_a_run_gives_the_signals_of_its_report(self) -> None:
        run = self.lava('verdict', 'process@crashes', '--jobs', '2')
        signals = self.signals(run.out)
        self.check_test_sets(signals)
        self.assertEqual(sorted(line for line in signals if 'TESTSET' not in line),
                         sorted(line for line in self.reported() if 'TESTSET' not in line))
        self.assertIn('<LAVA_SIGNAL_TESTCASE TEST_CASE_ID=verdict@outcomes@measures.wake_up '
                      'RESULT=pass MEASUREMENT=2.5 UNITS=ns>', signals)
        self.assertEqual(run.counts(), run.summary_counts())

    def test_signals_come_while_the_run_lasts(self) -> None:
        runner = self.start_hanging('--format', 'lava', '--timeout', '30',
                                    'verdict@outcomes@passes', 'process@hangs@for_ever',
                                    'output@volume@without_a_newline_at_the_end')
        assert runner.stdout
        first = [runner.stdout.readline().decode() for _ in range(2)]
        runner.terminate()
        rest, _ = runner.communicate()
        self.assertIn('TEST_CASE_ID=output@volume@without_a_newline_at_the_end RESULT=pass>',
                      first[1])
        # It was stopped, and not at its time limit: so the lines above were early.
        self.assertIn('TEST_CASE_ID=process@hangs@for_ever RESULT=unknown>', rest.decode())
        self.assertIn('TEST_CASE_ID=verdict@outcomes@passes RESULT=unknown>', rest.decode())
        self.assertIn('the run did not finish: SIGTERM', rest.decode())
        self.check_test_sets(self.signals(''.join(first) + rest.decode()))

    def test_a_resumed_run_completes_them(self) -> None:
        ids = ('output@volume@without_a_newline_at_the_end', 'process@hangs@for_ever',
               'verdict@outcomes@passes')
        runner = self.start_hanging('--format', 'lava', *ids)
        runner.kill()
        runner.communicate()
        done = self.crossfence('resume', str(self.results), '--format', 'lava')
        results = re.findall('TEST_CASE_ID=([^ ]+) RESULT=([a-z]+)',
                             '\n'.join(self.signals(done.out)))
        self.assertEqual(sorted(results), list(zip(ids, ('pass', 'unknown', 'pass'))))

    def test_a_flaky_test_has_one_signal_and_is_called_so(self) -> None:
        folder = self.home / 'tests/odd'
        folder.mkdir(parents=True)
        program = folder / 'flaky'
        program.write_text(FLAKY, encoding='utf-8')
        program.chmod(0o755)
        run = self.run_cases('--format', 'lava', '--retry', '1', '--isolate', 'exec',
                             tests=folder.parent)
        self.assertEqual(run.status, 0, run.out + run.err)
        self.assertEqual([line for line in self.signals(run.out) if 'TESTCASE' in line],
                         ['<LAVA_SIGNAL_TESTCASE TEST_CASE_ID=odd@flaky@once RESULT=pass>'])
        self.assertRegex(self.reported('csv')[0], '^odd@flaky@once,Flake,')

    def test_other_text_looks_like_no_signal(self) -> None:
        known = self.home / 'known.toml'
        known.write_text(KNOWN, encoding='utf-8')
        run = self.lava('verdict@outcomes@fails', '--expect', str(known))
        self.assertIn(STOLEN[1:], run.out)
        self.assertNotIn(STOLEN, run.out)
        self.signals(run.out.replace(f'({STOLEN[1:]}', ''))

    def test_other_formats_are_refused(self) -> None:
        done = self.run_cases('verdict@outcomes@passes', '--format', 'junit')
        self.assertEqual((done.status, done.out), (2, ''))
        self.assertIn("not 'junit'", done.err)
        self.assertFalse(self.results.exists())


if __name__ == '__main__':
    main()
