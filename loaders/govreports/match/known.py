"""What was worked out once and is kept: answers by their question."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

Question = TypeVar("Question", bound=Hashable)
Answer = TypeVar("Answer")

MOST = 16384


class Kept(dict[Question, Answer]):
    """Answers by their question. Beyond `MOST` answers all are forgotten.

    A look-up touches less memory than in `functools.lru_cache`, which keeps its answers in the order of their use; here
    that is most of the time.
    """

    def keep(self, question: Question, answer: Answer) -> Answer:
        """Keep an answer, and return it."""
        if len(self) >= MOST:
            self.clear()
        self[question] = answer
        return answer


class Known(Kept[Question, Answer]):
    """The answers of a function: `known[question]` asks it where the answer is not there yet."""

    def __init__(self, ask: Callable[[Question], Answer]) -> None:
        super().__init__()
        self._ask = ask

    def __missing__(self, question: Question) -> Answer:
        return self.keep(question, self._ask(question))
