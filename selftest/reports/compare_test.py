# SPDX-License-Identifier: MIT
"""`report` on shards and wrecks, and `compare`, as a user meets them."""

from __future__ import annotations

import json

from crossfence import Run, RunnerTest, main
import sample


class Compare(RunnerTest):
    """Two runs that differ in every way that is told apart."""

    def setUp(self) -> None:
        super().setUp()
        self.before, self.after = self.home / 'before', self.home / 'after'
        metric = {'name': 'wake', 'unit': 'ns'}
        sample.write(self.before, {
            'a@b@breaks': sample.entry(),
            'a@b@changes': sample.entry('fail', 'wrong at 0x1000 in pid 7'),
            'a@b@goes': sample.entry(),
            'a@b@keeps_failing': sample.entry('fail', 'wrong at 0x1000 in pid 7'),
            'a@b@recovers': sample.entry('crash', 'killed by SIGSEGV'),
            'a@b@slows': sample.entry(metrics=[metric | {'values': [100, 101, 101, 101, 102]}]),
            'a@b@stops': sample.entry(),
        })
        slow = sample.entry(metrics=[metric | {'values': [300, 301, 301, 301, 302]}])
        slow['time']['end'] += 4
        self.after_tests = {
            'a@b@breaks': sample.entry('fail', 'content is wrong'),
            'a@b@changes': sample.entry('timeout', 'ran longer than 3 s'),
            'a@b@comes': sample.entry(),
            'a@b@keeps_failing': sample.entry('fail', 'wrong at 0x2f00 in pid 99'),
            'a@b@recovers': sample.entry(),
            'a@b@slows': slow,
            'a@b@stops': sample.entry('skip', 'needs vgem'),
        }
        sample.write(self.after, self.after_tests)

    def compare(self, *options: str) -> Run:
        done = self.crossfence('compare', str(self.before), str(self.after), *options)
        self.assertEqual(done.err, '')
        return done

    def test_tells_what_is_different(self) -> None:
        done = self.compare('--json')
        self.assertEqual(done.status, 1)
        found = json.loads(done.out)
        ids = {name: [each['id'] for each in value] for name, value in found.items()
               if isinstance(value, list)}
        self.assertEqual(ids, {
            'regressions': ['a@b@breaks'], 'known_failures': [], 'fixes': ['a@b@recovers'],
            'changed': ['a@b@changes'], 'new': ['a@b@comes'], 'vanished': ['a@b@goes'],
            'no_longer_run': ['a@b@stops'], 'run_again': [], 'run_times': ['a@b@slows'],
            'slower': ['a@b@slows'], 'faster': [], 'steeper': [], 'flatter': []})
        self.assertAlmostEqual(found['slower'][0]['ratio'], 301 / 101)
        self.assertEqual(found['unchanged'], 2)
        self.assertEqual(found['b']['kernel'], '7.2.12-test')

    def test_says_it_in_words(self) -> None:
        text = self.compare().out
        for part in ('kernel 7.2.12-test', 'regressions: 1', 'B  fail: content is wrong',
                     'reproduce: crossfence run a@b@breaks', '0.25 s to 4.25 s',
                     'x2.98 (2.95 to 3.01)  101 ns to 301 ns'):
            self.assertIn(part, text)

    def test_status_is_0_without_a_regression(self) -> None:
        sample.write(self.after, self.after_tests | {'a@b@breaks': sample.entry()})
        self.assertEqual(self.compare().status, 0)
        self.assertEqual(self.compare('--slower', '300').status, 0)
        self.assertEqual(self.compare('--slower', '50').status, 1)  # a@b@slows
        same = self.crossfence('compare', str(self.before), str(self.before / 'results.json'))
        self.assertEqual(same.status, 0)
        self.assertIn('0 regressions, 0 slower, 0 growing more, 0 fixes', same.out)

    def test_growing_more_with_size_counts_where_times_do(self) -> None:
        for directory, exponent in ((self.before, 1), (self.after, 2)):
            # Costs meet at the largest size: none is slower.
            series = [{'name': 'signal', 'unit': 'ns', 'size': size,
                       'values': [1000 * (size / 64) ** exponent] * 20} for size in (1, 8, 64)]
            sample.write(directory, {'a@b@grows': sample.entry(metrics=series)})
        self.assertEqual(self.compare().status, 0)
        done = self.compare('--slower', '15', '--json')
        self.assertEqual(done.status, 1)
        found = json.loads(done.out)
        self.assertEqual(found['slower'], [])
        (steeper,) = found['steeper']
        self.assertEqual((steeper['id'], steeper['name']), ('a@b@grows', 'signal'))
        self.assertAlmostEqual(steeper['after'] - steeper['before'], 1)
        self.assertEqual((steeper['from'], steeper['to']), (1, 64))

    def test_several_runs_a_side_tell_how_runs_differ(self) -> None:
        sides = []
        for side, factor in (('a', 1.0), ('b', 1.2)):
            for number, luck in enumerate((0.99, 1.0, 1.01)):
                values = [1000 * factor * luck + step % 7 for step in range(100)]
                sample.write(self.home / f'{side}{number}', {'a@b@c': sample.entry(
                    metrics=[{'name': 'wake', 'unit': 'ns', 'values': values}])})
            sides.append([str(self.home / f'{side}{number}') for number in range(3)])
        first, second = sides
        done = self.crossfence('compare', *first, '--with', *second, '--slower', '15', '--json')
        self.assertEqual((done.status, done.err), (1, ''))
        found = json.loads(done.out)
        self.assertEqual(found['slower'][0]['runs'], [3, 3])
        self.assertEqual(found['a']['paths'], first)
        self.assertEqual((found['measured'], found['of_one_run']), (1, 0))
        self.assertNotIn('unknown', self.crossfence('compare', *first, '--with', *second).out)
        one = self.crossfence('compare', first[0], second[0])
        self.assertIn('1 measured times compared; how runs of one kernel differ is unknown for '
                      'all', one.out)


class Inputs(RunnerTest):
    """Shards, runs that were killed, and what is no run at all."""

    def check_refused(self, done: Run, *words: str) -> None:
        self.assertEqual((done.status, done.out), (2, ''))
        self.assertEqual(len(done.err.splitlines()), 1, done.err)
        for word in words:
            self.assertIn(word, done.err)

    def test_several_directories_are_one_run(self) -> None:
        runs = []
        for case in ('passes', 'fails'):
            self.results = self.home / case
            runs.append(self.run_cases(f'verdict@outcomes@{case}'))
        paths = [str(run.directory) for run in runs]
        rows = self.crossfence('report', *paths, '--format', 'csv').out.splitlines()
        self.assertEqual([row.rpartition(',')[0] for row in rows],
                         ['verdict@outcomes@fails,Fail', 'verdict@outcomes@passes,Pass'])
        again = self.crossfence('report', *paths, paths[0])
        self.assertIn('1 pass, 1 fail; 1 unexpected', again.out)
        self.assertIn('1 tests are in more than one', again.out)

    def test_a_killed_run_is_read_from_its_journal(self) -> None:
        runner = self.start_hanging('process@hangs@for_ever', 'verdict@outcomes@passes')
        runner.kill()
        runner.wait()
        self.assertFalse((self.results / 'results.json').exists())
        rows = self.crossfence('report', str(self.results), '--format', 'csv').out
        self.assertIn('process@hangs@for_ever,Missing,', rows)
        self.assertIn('verdict@outcomes@passes,NotRun,', rows)
        self.assertFalse((self.results / 'results.json').exists())

    def test_what_is_no_run_is_refused(self) -> None:
        empty, broken = self.home / 'empty', self.home / 'broken'
        empty.mkdir()
        sample.write(broken)
        for command in (('report',), ('compare', str(broken))):
            self.check_refused(self.crossfence(*command, str(empty)), str(empty), 'results.json')
            self.check_refused(self.crossfence(*command, '/nonexistent'), '/nonexistent')
        for text, word in (('{"tests": {', 'JSON'), ('[1]', 'version 10'),
                           ('{"__type__": "TestrunResult", "results_version": 10}', 'shape')):
            (broken / 'results.json').write_text(text, encoding='utf-8')
            self.check_refused(self.crossfence('report', str(broken)), str(broken), word)

    def test_wrong_words_are_refused(self) -> None:
        sample.write(self.results)
        here = str(self.results)
        self.check_refused(self.crossfence('report'), 'DIR')
        self.check_refused(self.crossfence('report', here, '--format', 'poem'), 'poem')
        self.check_refused(self.crossfence('report', here, '-o', f'{here}/no/such'), 'no/such')
        self.check_refused(self.crossfence('compare', here), 'B')
        self.check_refused(self.crossfence('compare', here, here, here), here, '--with')
        self.check_refused(self.crossfence('compare', here, here, '--with', here), 'twice')
        self.check_refused(
            self.crossfence('compare', here, '--with', here, f'{here}/results.json'), 'twice')

    def test_a_report_is_whole_or_absent(self) -> None:
        sample.write(self.results)
        target = self.home / 'report'
        target.write_text('older', encoding='utf-8')
        done = self.crossfence('report', str(self.results), '--format', 'csv', '-o', str(target))
        self.assertEqual((done.status, done.out), (0, ''))
        self.assertEqual(len(target.read_text(encoding='utf-8').splitlines()), 28)
        self.assertEqual(sorted(path.name for path in self.home.iterdir()), ['report', 'results'])


if __name__ == '__main__':
    main()
