"""How much is tried by tests of random forms and of damaged files: little in CI, as much as is asked for elsewhere.

GOVREPORTS_FORMS is how many random forms a format, GOVREPORTS_MUTATIONS how many damaged files. Where one is given, the
series differs from run to run unless GOVREPORTS_SEED tells where it begins. Each case has a seed of its own, and a
failure says with which command that case alone is tried again.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import NamedTuple, TypeVar

T = TypeVar("T")


class Series(NamedTuple):
    """Cases by their seeds: so many from the first one on. `variable` is what asks for more of them."""

    variable: str
    tried: int
    first: int

    def share(self, parts: int) -> Series:
        """One of several equal parts of a series, but one case at the least."""
        return self._replace(tried=max(1, self.tried // parts))

    def each(self, check: Callable[[int], T]) -> list[T]:
        """What a check gives for each seed. A failure says how to try that one again."""
        return [self._told(check, seed) for seed in range(self.first, self.first + self.tried)]

    def again(self) -> str:
        """The command that tries this series again, for the test that runs."""
        test = os.environ["PYTEST_CURRENT_TEST"].rpartition(" ")[0]
        return f"again: GOVREPORTS_SEED={self.first} {self.variable}={self.tried} python -m pytest '{test}'"

    def _told(self, check: Callable[[int], T], seed: int) -> T:
        try:
            return check(seed)
        except Exception as error:
            error.add_note(Series(self.variable, 1, seed).again())
            raise


def _series(variable: str, usual: int) -> Series:
    asked, first = os.environ.get(variable), os.environ.get("GOVREPORTS_SEED")
    anywhere = int.from_bytes(os.urandom(4)) if asked else 1
    return Series(variable, int(asked or usual), int(first or anywhere))


def forms(usual: int) -> Series:
    """Random forms; as many as `usual` unless more are asked for."""
    return _series("GOVREPORTS_FORMS", usual)


def mutations(usual: int) -> Series:
    """Damaged files; as many as `usual` unless more are asked for."""
    return _series("GOVREPORTS_MUTATIONS", usual)
