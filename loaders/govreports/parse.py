"""One file's bytes and its manifest row in, one parsed report out: a pure function that any executor can run."""

from __future__ import annotations

from govreports.checks import check
from govreports.identity import Aliases, identify
from govreports.match import match
from govreports.origin import SIGNS, disowned, signs
from govreports.readers import UnreadableError, read
from govreports.recognised import confirmed
from govreports.refusal import refusal
from govreports.report import Input, Parsed, Problem, Report


def parse(source: Input, aliases: Aliases | None = None) -> Parsed:
    """Parse one file. What is wrong with the file is told in the outcome; an exception is a fault of this program.

    `aliases` say which names are of one body, in place of those that come with the loaders.
    """
    try:
        document = read(source.data)
    except UnreadableError as error:
        return Parsed("quarantined", "read", Problem(error.message_zh, error.message_en))
    matched = match(document.text)
    body_start = matched.headings[0].span.start if matched.headings else len(document.text)
    identity = identify(document, body_start, matched.opening, source.manifest, aliases)
    found = signs(document.text, identity.title)
    reason = refusal(document.text, matched, identity.title)
    if reason:
        return Parsed("not_a_report", "match", _joined(reason, *(Problem(*SIGNS[sign.name]) for sign in found)))
    identity = disowned(identity, found, document.text)
    tables = confirmed(matched.tables) if document.recognised else matched.tables
    report = Report(identity, tables, matched.sections, (*document.problems, *matched.problems), check(tables))
    return Parsed("loaded", "load", _told(report), document, report)


def _told(report: Report) -> Problem:
    """What the load log says of a loaded report: its problems, or that there are none."""
    return _joined(Problem("已录入。", "Loaded."), *report.problems)


def _joined(*said: Problem) -> Problem:
    return Problem("".join(one.message_zh for one in said), " ".join(one.message_en for one in said))
