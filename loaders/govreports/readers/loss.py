"""Nothing may get lost in silence: the visible characters of a source against those of the text made from it."""

from __future__ import annotations

from collections import Counter

from govreports.readers.rows import BAR, PRINTED_BAR
from govreports.report import Problem

LEAST_KEPT = 0.995
SHOWN = 20


def loss(source: str, text: str) -> Problem | None:
    """What is missing from `text` when more than one character in 200 is, else None.

    `source` holds the characters that the source shows, in any order, taken from it in another way than by the reader
    that made `text`. White space and bars do not count.
    """
    if _words(source) == _words(text):
        return None
    shown, kept = _visible(source), _visible(text)
    missing = shown - kept
    if kept_share(shown, missing) >= LEAST_KEPT:
        return None
    share = f"{kept_share(shown, missing):.1%}"
    some = "".join(character for character, _ in missing.most_common(SHOWN))
    return Problem(
        f"来源中可见的 {shown.total()} 个字符只读出 {share}，缺少的字符如“{some}”。",
        f"Of {shown.total()} visible characters in the source {share} were read; missing are such as “{some}”.",
    )


def kept_share(shown: Counter[str], missing: Counter[str]) -> float:
    """The share of characters that were kept, 1.0 for a source without any."""
    return 1 - missing.total() / shown.total() if shown else 1.0


def _words(text: str) -> str:
    """All that counts of a text, in its order: the quick way to see that nothing is missing at all."""
    return "".join(text.replace(BAR, " ").replace(PRINTED_BAR, " ").split())


def _visible(text: str) -> Counter[str]:
    counted = Counter(text)
    for character in [c for c in counted if c.isspace() or c in (BAR, PRINTED_BAR)]:
        del counted[character]
    return counted
