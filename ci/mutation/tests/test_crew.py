# SPDX-License-Identifier: MIT
"""Guests side by side: every question is answered once, and an end is no answer."""

import threading
import unittest

from mutation.trial.crew import Crew, Question
from mutation.trial.trials import Result, Stopped
from mutation.trial.verdicts import Seen


class Waiting:
    """Stands in for the trials of a guest: answers when it may, or has been stopped."""

    def __init__(self, number: int, show, may: threading.Event):
        self._number = number
        self._show = show
        self._may = may
        self._stopped = False

    def run(self, on: list[int], filters: list[str], fresh: bool, until_fail: bool) -> Result:
        self._show("runs")
        self._may.wait(10)
        if self._stopped:
            raise Stopped()
        if on == [0]:
            raise OSError("no room")
        return Result([], f"guest {self._number}", Seen(ids=filters), 1.0)

    def stop(self) -> None:
        self._stopped = True
        self._may.set()


class Crews(unittest.TestCase):
    def setUp(self):
        self.may = threading.Event()
        self.shown: list[str] = []

    def crew(self) -> Crew:
        return Crew(2, lambda number, show: Waiting(number, show, self.may), self.shown.append)

    def test_each_question_is_answered_once_also_those_asked_meanwhile(self):
        self.may.set()
        with self.crew() as crew:
            for key in range(1, 6):
                crew.ask(Question(key, f"mutant {key}", (key,)))
            keys = []
            for question, _ in crew.answers():
                keys.append(question.key)
                if question.key == 3:
                    crew.ask(Question(6, "one more", (6,), ("a@*",)))
        self.assertEqual(sorted(keys), [1, 2, 3, 4, 5, 6])
        self.assertIn("one more: runs", self.shown)

    def test_what_goes_wrong_in_a_thread_is_told_to_who_asked(self):
        self.may.set()
        with self.crew() as crew:
            crew.ask(Question(0, "bad", (0,)))
            with self.assertRaises(OSError):
                list(crew.answers())

    def test_leaving_ends_what_is_under_way(self):
        with self.crew() as crew:
            for key in range(1, 6):
                crew.ask(Question(key, "slow", (key,)))
        self.assertTrue(self.may.is_set())
        self.assertEqual(threading.active_count(), 1)


if __name__ == "__main__":
    unittest.main()
