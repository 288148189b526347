"""Chinese search terms: the one function that index and query share, and what can be made of it.

A run of Chinese characters becomes its overlapping pairs and its last character alone; a run of letters or digits
becomes one term. So a word of two characters is a term, a longer one is a row of terms that follow each other, and a
single character begins a term wherever it stands. The last character alone also keeps apart what punctuation parts.

Text is compared as NFKC without regard to case: full-width digits, and the look-alike characters that PDF files hold,
are found as what they look like.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

# What is written without spaces: Han in all its blocks with their radicals, and kana.
_KANA = "\u3041-\u3096\u30a1-\u30fa\u30fc-\u30ff"
_HAN = f"\u2e80-\u2fdf\u3005-\u3007{_KANA}\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_OTHER = rf"[^\W_{_HAN}]"
_BETWEEN = rf"(?:(?![{_HAN}])[\W_])"
_RUN = re.compile(rf"[{_HAN}]+|{_OTHER}+")
_FIRST_HAN = re.compile(rf"[{_HAN}]")

MOST_CHARACTERS = 100  # of a query: no phrase that a person looks for is longer


def terms(text: str) -> str:
    """The search terms of a text, in order, separated by spaces. Terms hold letters and digits only."""
    return " ".join(term for run in _runs(fold(text)) for term in _of(run))


def match(query: str) -> str:
    """An FTS5 query for what a person typed: every word must occur. Empty when there is nothing to look for.

    Words are separated by spaces. Nothing that is typed is taken for an operator, so no query is an error.
    """
    return " AND ".join(_phrase(runs) for runs in _words(query))


def pattern(query: str) -> re.Pattern[str] | None:
    """What finds the words of a query in a folded text, wherever `match` finds them; None for an empty query."""
    words = [_written(runs) for runs in _words(query)]
    return re.compile("|".join(sorted(words, key=len, reverse=True))) if words else None


def fold(text: str) -> str:
    """A text as it is compared, character by character, so that each can be found again in the original."""
    return "".join(map(_fold_one, text))


def folded(text: str) -> tuple[str, list[int]]:
    """A text as it is compared, and for each of its characters the place in the original."""
    pieces = [_fold_one(character) for character in text]
    return "".join(pieces), [place for place, piece in enumerate(pieces) for _ in piece]


@lru_cache(maxsize=20_000)
def _fold_one(character: str) -> str:
    return unicodedata.normalize("NFKC", character).casefold()


def _runs(text: str) -> list[str]:
    return _RUN.findall(text)


def _of(run: str) -> Iterator[str]:
    if _FIRST_HAN.match(run):
        yield from map("".join, pairwise(run))
        yield run[-1]
    else:
        yield run


def _words(query: str) -> Iterator[list[str]]:
    for word in fold(query[:MOST_CHARACTERS]).split():
        runs = _runs(word)
        if runs:
            yield runs


def _phrase(runs: list[str]) -> str:
    """Terms that follow each other. After the word more characters may follow, so its last one may be anywhere."""
    last = runs[-1]
    found = [term for run in runs[:-1] for term in _of(run)]
    if not _FIRST_HAN.match(last):
        return f'"{" ".join([*found, last])}"'
    if len(last) == 1:
        return f'"{" ".join([*found, last])}" *'
    return f'"{" ".join([*found, *list(_of(last))[:-1]])}"'


def _written(runs: list[str]) -> str:
    """The same phrase in a text. Between Chinese and other characters nothing need stand, else something must."""
    written = _run_written(runs[0])
    for before, run in pairwise(runs):
        alike = bool(_FIRST_HAN.match(before)) == bool(_FIRST_HAN.match(run))
        written += rf"{_BETWEEN}{'+' if alike else '*'}{_run_written(run)}"
    return written


def _run_written(run: str) -> str:
    if _FIRST_HAN.match(run):
        return re.escape(run)
    return rf"(?<!{_OTHER}){re.escape(run)}(?!{_OTHER})"
