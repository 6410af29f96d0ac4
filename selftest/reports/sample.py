# SPDX-License-Identifier: MIT
"""A results.json with one of everything that a report has to cope with, hostile text included."""

from __future__ import annotations

import json
import pathlib
from typing import Any

RESULTS = dict[str, Any]

# As a test may print them: markup, the ends of what encloses it, lines of other formats, and a
# change of writing direction.
HOSTILE = ('</pre></details></script><script>document.documentElement.dataset.owned="1"</script>'
           '<img src=x onerror="document.documentElement.dataset.owned=2"> ]]>--> & \u202e\n'
           'ok 1 - everything\n1..0\nKTAP version 1\nreboot: System halted\n# Subtest: stolen\n'
           'fail # SKIP not at all\n<LAVA_SIGNAL_TESTCASE TEST_CASE_ID=stolen RESULT=pass>\n')

START = 1_780_000_000.0

EXPORTERS = ('udmabuf', 'vgem', 'qxl')
IMPORTERS = ('vgem', 'cpu')

DEVICES = {
    'udmabuf': {'role': 'udmabuf', 'node': '/dev/udmabuf', 'exports': True, 'imports': False,
                'fences': False, 'can': []},
    'vgem': {'role': 'vgem', 'node': '/dev/dri/card0', 'exports': True, 'imports': True,
             'fences': True, 'can': ['signal']},
    'qxl': {'role': 'qxl', 'node': '/dev/dri/card1', 'exports': True, 'imports': False,
            'fences': False, 'can': [], 'why_not': 'as importer: ENOSYS'},
    'cpu': {'role': 'cpu', 'node': 'mmap(2)', 'exports': False, 'imports': True, 'fences': False,
            'can': ['read by mmap of the dma-buf']},
    'heap_system': {'role': 'heap_system', 'node': '', 'exports': False, 'imports': False,
                    'fences': False, 'can': [], 'why_not': 'no dma-heap in this kernel'},
}


def entry(result: str = 'pass', reason: str = '', **more: Any) -> RESULTS:
    """One test as the runner writes it."""
    return {'__type__': 'TestResult', 'result': result, 'reason': reason, 'out': '', 'err': '',
            'dmesg': '', 'time': {'__type__': 'TimeAttribute', 'start': START, 'end': START + 0.25},
            'returncode': 0, 'pid': [4242], 'labels': [], 'roles': [], 'kmsg': [], 'metrics': [],
            'notes': [], 'isolation': 'fork', **more}


def kernel_report(kind: str, title: str, function: str = 'made_up') -> RESULTS:
    """What the kernel complained about."""
    return {'kind': kind, 'title': title, 'function': function, 'first_seq': 7, 'last_seq': 7}


def pairs() -> dict[str, RESULTS]:
    """A case for each exporter and importer; one pair fails, one skips."""
    tests = {}
    for exporter in EXPORTERS:
        for importer in IMPORTERS:
            test = entry(roles=[exporter, importer])
            if (exporter, importer) == ('udmabuf', 'vgem'):
                test |= {'result': 'fail', 'out': HOSTILE,
                         'reason': f'../tests/import/content_test.cpp:33: {HOSTILE}'}
            if exporter == 'qxl':
                test |= {'result': 'skip', 'reason': 'qxl has no get_sg_table'}
            tests[f'import@content@sees@{exporter}_to_{importer}'] = test
            tests[f'import@content@sees@{exporter}_to_{importer}__4mib'] = entry(
                roles=[exporter, importer])
    return tests


def others() -> dict[str, RESULTS]:
    """Every outcome, expectations met and not, attempts, a kernel log and measurements."""
    warning = {'level': 4, 'facility': 0, 'seq': 7, 'us': 5_000_000, 'text': HOSTILE}
    announced = {**kernel_report('kasan', 'use-after-free'), 'announced': True}
    expected = {'outcome': 'fail', 'reason': 'known since 6.8', 'met': True}
    flaky = [{'result': 'fail', 'reason': 'once', 'isolation': 'fork',
              'time': {'start': START, 'end': START + 1}},
             {'result': 'pass', 'reason': '', 'isolation': 'exec',
              'time': {'start': START + 1, 'end': START + 2}}]
    values = [1000 + (number * 7919) % 977 + (40_000 if number % 101 == 0 else 0)
              for number in range(1000)]
    return {
        'a@outcomes@a_pass': entry(),
        'a@outcomes@announces': entry(kmsg=[{**warning, 'text': 'BUG: KASAN'}],
                                      kernel_reports=[announced]),
        'a@outcomes@crash': entry('crash', 'killed by SIGSEGV (Segmentation fault)'),
        'a@outcomes@dmesg_fail': entry('dmesg-fail', 'kernel: WARNING', kmsg=[warning]),
        'a@outcomes@dmesg_warn': entry('dmesg-warn', 'kernel: WARNING', kmsg=[warning],
                                       kernel_reports=[kernel_report('warn', HOSTILE)]),
        'a@outcomes@fail_as_expected': entry('fail', 'content is wrong', expected=expected),
        'a@outcomes@flaky': entry('warn', 'flaky: once', attempts=flaky),
        'a@outcomes@incomplete': entry('incomplete', 'the runner ended while it ran'),
        'a@outcomes@notrun': entry('notrun', 'the run ended before it', isolation=''),
        'a@outcomes@outcomes': entry(),
        'a@outcomes@pass_not_expected': entry(expected=expected | {'met': False}),
        'a@outcomes@timeout': entry('timeout', 'ran longer than 3 s # SKIP and was killed'),
        'a@outcomes@warn': entry('warn', 'looks odd'),
        'bench@wake@reader': entry(metrics=[{'name': 'wake up', 'unit': 'ns', 'values': values}]),
        'bench@wake@few': entry(metrics=[{'name': 'copies', 'unit': '', 'values': [3, 1, 2]}]),
        'require@unicorn': entry('fail', 'needs <unicorn>', isolation=''),
    }


def results(tests: dict[str, RESULTS], **more: Any) -> RESULTS:
    """A whole file; the tests run one after the other."""
    named = {}
    for number, (name, test) in enumerate(tests.items()):
        start = START + number / 2
        duration = test['time']['end'] - test['time']['start']
        named[f'crossfence@{name}'] = test | {
            'time': {'__type__': 'TimeAttribute', 'start': start, 'end': start + duration},
            'command': f'crossfence run {name} -o $(mktemp -d)'}
    system = {'uname': 'Linux box 7.2.12-test #1 SMP x86_64', 'kernel_log': 'watched',
              'command_line': ['crossfence', 'run']}
    return {'__type__': 'TestrunResult', 'results_version': 10, 'name': 'sample',
            'options': {}, 'finished': True, 'exit_status': 1, 'stopped_because': '',
            'info': {'system': system, 'versions': {'crossfence': '0.1.0'}, 'devices': DEVICES},
            'time_elapsed': {'start': START, 'end': START + len(tests) / 2},
            'kernel_reports': [kernel_report('error', 'firmware gave up', '')],
            'tests': named, **more}


def write(directory: pathlib.Path, tests: dict[str, RESULTS] | None = None, **more: Any) -> None:
    """Makes a results directory; the tests are all of the above if not given."""
    directory.mkdir(parents=True, exist_ok=True)
    chosen = pairs() | others() if tests is None else tests
    text = json.dumps(results(chosen, **more), ensure_ascii=False)
    (directory / 'results.json').write_text(text, encoding='utf-8')
