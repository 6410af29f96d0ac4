# SPDX-License-Identifier: MIT
"""The reports for machines, read by the programs that they are for."""

from __future__ import annotations

import collections
import csv
import json
import re
import xml.etree.ElementTree

from consumers import LAVA_SIGNAL, SYSTEM_PYTHON, demand, has_junitparser, kunit, run
from crossfence import RunnerTest, main
import sample

# What junitparser makes of a file: suites, and for each test its name and its results' types.
READ_JUNIT = """
import json, sys
from junitparser import JUnitXml
xml = JUnitXml.fromfile(sys.argv[1])
tests = [[f'{case.classname}.{case.name}', [type(each).__name__ for each in case.result],
          case.system_out or '', case.system_err or ''] for suite in xml for case in suite]
print(json.dumps({'tests': xml.tests, 'failures': xml.failures, 'errors': xml.errors,
                  'skipped': xml.skipped, 'cases': tests}))
"""


class Formats(RunnerTest):
    """A sample with one of everything, and a real run."""

    def setUp(self) -> None:
        super().setUp()
        sample.write(self.results)
        self.tests = sample.pairs() | sample.others()

    def report(self, form: str) -> str:
        done = self.crossfence('report', str(self.results), '--format', form)
        self.assertEqual((done.status, done.err), (0, ''))
        return done.out

    def use_real_run(self) -> None:
        self.results = self.home / 'real'
        self.tests = self.run_cases('verdict', 'output@volume', 'process@crashes').tests

    def parse_junit(self) -> dict[str, object]:
        demand(has_junitparser(), 'the Debian package python3-junitparser')
        path = self.home / 'junit.xml'
        path.write_text(self.report('junit'), encoding='utf-8')
        self.assertNotRegex(path.read_text(encoding='utf-8'),
                            '[\x00-\x08\x0b-\x1f\x7f\ufffe\uffff]')
        done = run(SYSTEM_PYTHON, '-c', READ_JUNIT, path)
        self.assertEqual(done.returncode, 0, done.stderr)
        return json.loads(done.stdout)

    def test_junit_of_every_outcome(self) -> None:
        parsed = self.parse_junit()
        self.assertEqual([parsed[key] for key in ('tests', 'failures', 'errors', 'skipped')],
                         [28, 5, 3, 4])
        cases = {name: (results, out) for name, results, out, _ in parsed['cases']}
        self.assertEqual(cases['a.outcomes.crash'][0], ['Error'])
        self.assertEqual(cases['a.outcomes.fail_as_expected'][0], ['Skipped'])
        self.assertEqual(cases['a.outcomes.a_pass'], ([], ''))
        self.assertIn(sample.HOSTILE.strip(), cases['import.content.sees@udmabuf_to_vgem'][1])
        self.assertIn('crossfence run a@outcomes@crash', cases['a.outcomes.crash'][1])
        errors = {name: err for name, _, _, err in parsed['cases'] if err}
        self.assertEqual(set(errors), {'a.outcomes.announces', 'a.outcomes.dmesg_warn'})
        self.assertIn('kasan: use-after-free in made_up (does not count: announced by the case)',
                      errors['a.outcomes.announces'])

    def test_junit_of_a_real_run(self) -> None:
        self.use_real_run()
        parsed = self.parse_junit()
        self.assertEqual(parsed['tests'], len(self.tests))
        outcomes = collections.Counter(test['result'] for test in self.tests.values())
        self.assertEqual((parsed['failures'], parsed['errors'], parsed['skipped']),
                         (outcomes['fail'] + outcomes['dmesg-fail'] + outcomes['dmesg-warn'],
                          outcomes['crash'] + outcomes['timeout'], outcomes['skip']))

    def test_junit_is_laid_out_as_gitlab_reads_it(self) -> None:
        root = xml.etree.ElementTree.fromstring(self.report('junit'))
        self.assertEqual(root.tag, 'testsuites')
        self.assertEqual({suite.tag for suite in root}, {'testsuite'})
        for case in root.iter('testcase'):
            self.assertLessEqual({'classname', 'name', 'time'}, set(case.attrib))
            self.assertLessEqual({part.tag for part in case},
                                 {'failure', 'error', 'skipped', 'system-out', 'system-err'})
        files = {case.get('file') for case in root.iter('testcase')} - {None}
        self.assertEqual(files, {'tests/import/content_test.cpp'})

    def parse_ktap(self) -> tuple[str, dict[str, int]]:
        program = kunit()
        demand(program, 'a kernel tree or the Debian package linux-source')
        path = self.home / 'ktap'
        path.write_text(self.report('ktap'), encoding='utf-8')
        done = run(SYSTEM_PYTHON, '-B', program, 'parse', path)
        counts = re.search(r'Ran ([0-9]+) tests:(.*)', done.stdout)
        self.assertIsNotNone(counts, done.stdout + done.stderr)
        assert counts
        self.assertNotIn('[ERROR]', done.stdout)
        self.assertNotIn('[CRASHED]', done.stdout)
        return done.stdout, {'tests': int(counts[1]), **{
            name: int(number) for name, number in re.findall(r'(\w+): ([0-9]+)', counts[2])}}

    def test_ktap_of_every_outcome(self) -> None:
        text, counts = self.parse_ktap()
        self.assertEqual(counts, {'tests': 28, 'passed': 17, 'failed': 8, 'skipped': 3})
        self.assertRegex(text, r'\[FAILED\] sees@udmabuf_to_vgem\n')
        self.assertRegex(text, r'\[PASSED\] outcomes\n')
        self.assertRegex(text, r'\[FAILED\] timeout\n')
        self.assertNotRegex(text, r'\[(PASSED|SKIPPED)\] .*stolen')

    def test_ktap_of_a_real_run(self) -> None:
        self.use_real_run()
        _, counts = self.parse_ktap()
        good = [test for test in self.tests.values() if test['result'] in ('pass', 'warn')]
        skips = [test for test in self.tests.values() if test['result'] == 'skip']
        self.assertEqual(counts, {'tests': len(self.tests), 'passed': len(good),
                                  'failed': len(self.tests) - len(good) - len(skips),
                                  'skipped': len(skips)})

    def test_csv_has_a_row_for_each_test(self) -> None:
        rows = {name: (status, float(seconds))
                for name, status, seconds in csv.reader(self.report('csv').splitlines())}
        self.assertEqual(set(rows), set(self.tests))
        self.assertEqual(rows['a@outcomes@flaky'], ('Flake', 0.25))
        self.assertEqual(rows['a@outcomes@fail_as_expected'][0], 'ExpectedFail')
        failures = dict(csv.reader(self.report('failures').splitlines()))
        self.assertEqual(failures, {
            'a@outcomes@crash': 'Crash', 'a@outcomes@dmesg_fail': 'Fail',
            'a@outcomes@dmesg_warn': 'Fail', 'a@outcomes@incomplete': 'Missing',
            'a@outcomes@pass_not_expected': 'UnexpectedImprovement(Pass)',
            'a@outcomes@timeout': 'Timeout', 'import@content@sees@udmabuf_to_vgem': 'Fail',
            'require@unicorn': 'Fail'})

    def test_lava_has_a_signal_a_line(self) -> None:
        lines = self.report('lava').splitlines()
        for line in lines:
            self.assertRegex(line, LAVA_SIGNAL)
        results = re.findall('TEST_CASE_ID=([^ ]+) RESULT=(pass|fail|skip|unknown)>',
                             '\n'.join(lines))
        self.assertEqual({name for name, _ in results}, set(self.tests))
        self.assertEqual(len(results), len(self.tests))
        self.assertIn('<LAVA_SIGNAL_TESTCASE TEST_CASE_ID=bench@wake@few.copies RESULT=pass '
                      'MEASUREMENT=2 UNITS=_>', lines)


if __name__ == '__main__':
    main()
