"""Rates of settlement: 办结率100%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from govreports.claims.clauses import Sentences, set_aside
from govreports.spans import Span

# 按时办结率 is the share settled in time, of which the counts say nothing.
_RATE = re.compile(r"(?<![时期限效])(?:办结|答复)率(?:为|达到|达|是)?\s*([0-9]{1,3}(?:\.[0-9]{1,4})?)\s*[%％]")


class Rate(NamedTuple):
    """A rate of settlement in percent, with the decimals that are printed; its place, and the sentence."""

    percent: Decimal
    span: Span
    sentence: Span


def rates(said: Sentences) -> Iterator[Rate]:
    """Every rate of settlement in some sentences."""
    for sentence in said.holding("率"):
        for match in _RATE.finditer(set_aside(sentence.words)):
            span = Span(sentence.start + match.start(1), sentence.start + match.end(1))
            yield Rate(Decimal(match[1]), span, sentence.span)
