"""What was worked out once and is kept: answers by their question."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

Question = TypeVar("Question", bound=Hashable)
Answer = TypeVar("Answer")

MOST = 16384


class Known(dict[Question, Answer]):
    """The answers of a function: `known[question]` asks it where the answer is not there yet.

    Beyond `most` answers all are forgotten. A look-up touches less memory than in `functools.lru_cache`, which keeps
    its answers in the order of their use; here that is most of the time.
    """

    def __init__(self, ask: Callable[[Question], Answer], most: int = MOST) -> None:
        super().__init__()
        self._ask = ask
        self._most = most

    def __missing__(self, question: Question) -> Answer:
        answer = self._ask(question)
        if len(self) >= self._most:
            self.clear()
        self[question] = answer
        return answer
