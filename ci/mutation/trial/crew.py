# SPDX-License-Identifier: MIT
"""Several guests side by side, and one queue of questions for all of them.

Who asks gets the answers one by one, in the order in which they come, and may ask further while
answers are open. What a guest says while the crew is being stopped is thrown away: a guest that
we end ourselves has not died of a mutant.
"""

import queue
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from .trials import Result, Trials

MakeTrials = Callable[[int, Callable[[str], None]], Trials]


@dataclass(frozen=True)
class Question:
    """Some mutants, by number, and the filters of the cases that run with them on; all cases
    without one. `key` is the asker's and comes back with the answer, `name` is for people."""

    key: Any
    name: str
    numbers: tuple[int, ...]
    filters: tuple[str, ...] = ()
    fresh: bool = False
    until_fail: bool = True


class Crew:
    """Owns the guests and the thread of each."""

    def __init__(self, size: int, make: MakeTrials, show: Callable[[str], None]):
        self._questions: queue.Queue[Question | None] = queue.Queue()
        self._answers: queue.Queue[tuple[Question, Result | Exception]] = queue.Queue()
        self._open = 0
        self._stopping = threading.Event()
        self._names = [""] * size
        self._trials = [make(number, self._teller(number, show)) for number in range(size)]
        self._threads = [threading.Thread(target=self._serve, args=(number,), daemon=True)
                         for number in range(size)]

    def __enter__(self) -> "Crew":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        for _ in self._threads:
            self._questions.put(None)
        for trials in self._trials:
            trials.stop()
        for thread in self._threads:
            thread.join()

    def ask(self, question: Question) -> None:
        """Puts it behind what is asked already."""
        self._open += 1
        self._questions.put(question)

    def answers(self) -> Iterator[tuple[Question, Result]]:
        """Until nothing is open. Raises what a thread met."""
        while self._open:
            question, answer = self._answers.get()
            self._open -= 1
            if isinstance(answer, Exception):
                raise answer
            yield question, answer

    def _teller(self, number: int, show: Callable[[str], None]) -> Callable[[str], None]:
        return lambda text: show(f"{self._names[number]}: {text}")

    def _serve(self, number: int) -> None:
        while (question := self._questions.get()) and not self._stopping.is_set():
            self._names[number] = question.name
            answer: Result | Exception
            try:
                answer = self._trials[number].run(
                    list(question.numbers), list(question.filters), question.fresh,
                    question.until_fail)
            except Exception as error:
                answer = error
            self._answers.put((question, answer))
