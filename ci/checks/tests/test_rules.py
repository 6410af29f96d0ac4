# SPDX-License-Identifier: MIT
"""Every rule refuses its bad samples at the right line and lets its good ones pass."""

import unittest

from .. import rules
from ..rule import RULES
from ..tree import Tree
from .samples import SAMPLES, Sample


class Rules(unittest.TestCase):
    """The samples of samples.py."""

    def found(self, sample: Sample, texts: dict[str, str]) -> list[int]:
        return [line for _, line, _ in RULES[sample.rule](Tree(texts))]

    def test_bad_samples_are_refused_at_their_line(self) -> None:
        for sample in SAMPLES:
            with self.subTest(sample.rule, tree=sorted(sample.bad)):
                self.assertEqual(self.found(sample, sample.bad)[:1], [sample.line])

    def test_good_samples_pass(self) -> None:
        for sample in SAMPLES:
            with self.subTest(sample.rule, tree=sorted(sample.good)):
                self.assertEqual(self.found(sample, sample.good), [])

    def test_every_rule_has_a_sample_and_a_reason(self) -> None:
        self.assertTrue(rules.__all__)
        self.assertEqual({sample.rule for sample in SAMPLES}, set(RULES))
        for name, check in RULES.items():
            self.assertTrue(check.__doc__, f"{name} does not say why it exists")
