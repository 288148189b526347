"""The signature at the end of a report: a date alone on its line, and the name alone on the line before."""

from typing import NamedTuple

from govreports.identity.names import is_body
from govreports.identity.numerals import DATE
from govreports.identity.spacing import squeeze
from govreports.spans import Span

REACH = 300  # characters at the end of a text in which a signature is looked for


class Signature(NamedTuple):
    """A date that stands alone on its line, and the name of a body on the line before, if there is one."""

    day: Span
    name: Span | None


def signature(text: str) -> Signature | None:
    """The last signature of the text. A date without a name counts only when nothing follows it."""
    low = max(0, len(text) - REACH)
    for match in reversed(list(DATE.finditer(text, low))):
        line = _line(text, match.start(), low)
        if squeeze(text[slice(*line)]) == squeeze(match[0]):
            name = _name_before(text, line.start, low)
            if name or not text[line.end :].strip():
                return Signature(Span(*match.span()), name)
    return None


def _line(text: str, at: int, low: int) -> Span:
    """The line around a place, without white space at either end; empty when it began before `low`."""
    start = max(text.rfind("\n", low, at), text.rfind("\r", low, at)) + 1
    ends = [end for end in (text.find("\n", at), text.find("\r", at)) if end >= 0]
    line = text[start : min(ends, default=len(text))] if start or not low else ""
    start += len(line) - len(line.lstrip())
    return Span(start, start + len(line.strip()))


def _name_before(text: str, at: int, low: int) -> Span | None:
    """The line before, when it is the name of a body and nothing else."""
    end = low + len(text[low:at].rstrip())
    name = _line(text, end - 1, low) if end > low else Span(at, at)
    return name if is_body(squeeze(text[slice(*name)])) else None
