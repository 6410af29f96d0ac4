# SPDX-License-Identifier: MIT
"""The HTML report in a real browser: it works, it is whole, and what tests print stays text."""

from __future__ import annotations

import pathlib
import re

from consumers import browser, demand, loaded_page
from crossfence import RunnerTest, main
from document import Document, Element
import sample

# Where an element can point to something that a browser would fetch.
REFERENCES = ('src', 'href', 'action', 'data', 'poster', 'srcset', 'xlink:href', 'background')


class Page(RunnerTest):
    """One page of everything that sample.py knows."""

    def setUp(self) -> None:
        super().setUp()
        sample.write(self.results)
        self.page = self.report(self.results)

    def report(self, directory: pathlib.Path) -> pathlib.Path:
        page = self.home / f'{directory.name}.html'
        done = self.crossfence('report', str(directory), '--format', 'html', '-o', str(page))
        self.assertEqual((done.status, done.err, done.out), (0, '', ''))
        return page

    def load(self, fragment: str = '') -> Document:
        return Document(loaded_page(self.page, fragment))

    def test_its_script_runs_to_its_end(self) -> None:
        root = self.load().tagged('html')[0]
        self.assertEqual(root.attributes.get('data-script'), 'done')
        tests = sample.pairs() | sample.others()
        self.assertEqual(root.attributes.get('data-tests'), str(len(tests)))

    def test_what_tests_print_stays_text(self) -> None:
        page = self.load()
        self.assertNotIn('data-owned', page.tagged('html')[0].attributes)
        self.assertEqual(len(page.tagged('script')), 1)
        self.assertEqual(page.tagged('img'), [])
        printed = [block.text for block in page.tagged('pre') if 'dataset.owned' in block.text]
        # Reason and output of one test, and the kernel logs of two, each there and in the log.
        self.assertEqual(len(printed), 6)
        for text in printed:
            self.assertIn(sample.HOSTILE.strip(), text)

    def test_it_refers_to_nothing_outside(self) -> None:
        for element in self.load().elements:
            for name in REFERENCES:
                value = element.attributes.get(name, '#')
                self.assertRegex(value, '^(#|data:)', f'{element.tag} {name}')
        style = Document(self.page.read_text(encoding='utf-8')).tagged('style')[0].text
        self.assertNotRegex(style, r'@import|url\(|//')

    def test_failures_come_first(self) -> None:
        page = self.load()
        sections = [each.attributes.get('id') for each in page.tagged('section')]
        self.assertEqual(sections[0], 'wrong')
        cards = [each.attributes['data-label'] for each in page.by_id('wrong').inside
                 if each.tag == 'details' and 'card' in each.classes]
        self.assertEqual(sorted(cards), ['crash', 'dmesg-fail', 'dmesg-warn', 'fail', 'fail',
                                         'incomplete', 'pass, not expected', 'timeout'])
        self.assertIn('8 of 28 tests went wrong', page.tagged('h1')[0].text)
        self.assertIn('crossfence run a@outcomes@crash', page.by_id('wrong').text)

    def test_the_matrix_has_a_cell_for_each_pair(self) -> None:
        page = self.load()
        cells = {each.attributes['href']: each for each in page.tagged('a', 'cell')}
        self.assertEqual(set(cells), {f'#{exporter}-to-{importer}'
                                      for exporter in sample.EXPORTERS
                                      for importer in sample.IMPORTERS})
        self.assertEqual(self.tone(cells['#udmabuf-to-vgem']), 'bad')
        self.assertEqual(cells['#udmabuf-to-vgem'].text, '1/2')
        self.assertEqual(self.tone(cells['#vgem-to-cpu']), 'pass')
        heads = [each.text for each in page.tagged('th') if each.attributes.get('scope') == 'col']
        self.assertEqual(heads, sorted(sample.IMPORTERS))
        rows = page.by_id('udmabuf-to-vgem')
        self.assertIn('import@content@sees@udmabuf_to_vgem__4mib', rows.text)

    @staticmethod
    def tone(cell: Element) -> str:
        return (cell.classes - {'cell'}).pop()

    def test_a_link_opens_what_it_leads_to(self) -> None:
        listed = Document(self.page.read_text(encoding='utf-8'))
        row = next(each for each in listed.tagged('li')
                   if each.attributes.get('data-id') == 'a@outcomes@a_pass')
        page = self.load(fragment=f'#{row.attributes["id"]}')
        groups = {each.tag: 'open' in each.attributes for each in page.tagged('details', 'group')
                  if row.attributes['id'] in {inner.attributes.get('id') for inner in each.inside}}
        self.assertEqual(groups, {'details': True})

    def test_kernel_reports_stand_with_their_test_and_those_of_none_in_the_log(self) -> None:
        page = self.load()
        lists = [[item.text.strip() for item in each.inside if item.tag == 'li']
                 for each in page.tagged('ul', 'reports')]
        self.assertEqual(lists.count([f'warn {sample.HOSTILE} in made_up']), 2)
        self.assertIn(['kasan use-after-free in made_up does not count: announced by the case'],
                      lists)
        self.assertIn(['error firmware gave up'],
                      [[item.text.strip() for item in each.inside if item.tag == 'li']
                       for each in page.by_id('kernel-log').inside if 'reports' in each.classes])
        self.assertIn('1 kernel reports belong to no test', page.tagged('header')[0].text)

    def test_measurements_are_drawn(self) -> None:
        page = self.load()
        figures = page.tagged('figure')
        self.assertEqual(len(figures), 1)
        line = next(each for each in figures[0].inside if each.tag == 'polyline')
        self.assertGreater(len(line.attributes['points'].split()), 50)
        self.assertIn('wake up', figures[0].text)
        self.assertIn('copies', page.by_id('latency').text)

    def test_everything_is_there_without_the_script(self) -> None:
        page = Document(self.page.read_text(encoding='utf-8'))
        for name in sample.pairs() | sample.others():
            self.assertIn(name.rpartition('@')[2], page.by_id('tests').text)
        self.assertEqual([each for each in page.elements if 'hidden' in each.attributes], [])

    def test_of_a_real_run(self) -> None:
        demand(browser(), 'Chromium (Debian package chromium)')
        self.results = self.home / 'real'
        run = self.run_cases('verdict', 'output@volume', 'process@crashes')
        self.page = self.report(self.results)
        self.assertLess(self.page.stat().st_size, 2_000_000)
        page = self.load()
        self.assertEqual(page.tagged('html')[0].attributes['data-tests'], str(len(run.tests)))
        wrong = {each.attributes['data-id'] for each in page.tagged('details', 'card')
                 if each.attributes['data-label'] in ('fail', 'crash', 'timeout')}
        self.assertEqual(wrong, {name for name, test in run.tests.items()
                                 if re.fullmatch('fail|crash|timeout', test['result'])})


if __name__ == '__main__':
    main()
