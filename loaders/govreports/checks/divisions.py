"""The narrative against itself: parts against their whole, and rates against what they are rates of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal

from govreports.checks.subject import Result, answer, failed
from govreports.claims import Division, Rate, Sentences, Statement, divisions, rates
from govreports.form import Text


def division_results(opening: Sentences) -> Iterator[Result]:
    """One result for each whole that the opening divides into parts."""
    for division in divisions(opening):
        total = sum(part.value for part in division.parts)
        if total == division.whole.value:
            yield answer("T8", True)
        elif division.complete or total > division.whole.value:
            yield _contradicted(division, total)
        else:
            yield answer("T8", None)  # the parts need not be all there is


def _contradicted(division: Division, total: int) -> Result:
    spelled = " + ".join(str(part.value) for part in division.parts)
    whole = division.whole.value
    message = Text(
        f"正文说一共 {whole}，所列各部分却是 {spelled} = {total}。",
        f"The text says {whole} in all, but its parts are {spelled} = {total}.",
    )
    place = str(division.whole.span.start)
    return failed("T8", "opening", place, message, values=(total, whole), sentence=division.sentence)


def rate_results(opening: Sentences, said: Sequence[Statement]) -> Iterator[Result]:
    """One result for each rate of settlement in a sentence that says what was received and what was settled."""
    for rate in rates(opening):
        yield _rate_result(rate, [statement for statement in said if statement.sentence == rate.sentence])


def _rate_result(rate: Rate, beside: list[Statement]) -> Result:
    counts = {statement.subject: statement.value for statement in beside}
    received, handled = counts.get("received"), counts.get("handled")
    if not received or handled is None:
        return answer("T9", None)
    wholes = {received, received + counts.get("carried_over", 0)}
    possible = {_percent(handled, whole, rate.percent) for whole in wholes}
    if rate.percent in possible:
        return answer("T9", True)
    expected = _percent(handled, received, rate.percent)
    message = Text(
        f"正文说收到 {received} 件、办结 {handled} 件，即 {expected}%，所写比率却是 {rate.percent}%。",
        f"The text says {received} received and {handled} settled, which is {expected}%, but gives {rate.percent}%.",
    )
    place, actual = str(rate.span.start), float(rate.percent)
    return failed("T9", "opening", place, message, values=(float(expected), actual), sentence=rate.sentence)


def _percent(part: int, whole: int, like: Decimal) -> Decimal:
    """The share in percent, with as many decimals as the printed one has."""
    return (Decimal(100) * part / whole).quantize(like, ROUND_HALF_UP)
