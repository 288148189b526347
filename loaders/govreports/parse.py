"""One file's bytes and its manifest row in, one parsed report out: a pure function that any executor can run."""

from __future__ import annotations

from collections.abc import Mapping

from govreports.checks import Subject, check
from govreports.form import SECTIONS, TableName
from govreports.identity import Aliases, identify
from govreports.match import Matched, match
from govreports.origin import SIGNS, disowned, signs
from govreports.readers import UnreadableError, read
from govreports.recognised import confirmed
from govreports.refusal import refusal
from govreports.report import Identity, Input, Parsed, Problem, Report, Table
from govreports.spans import Span

LAST_SECTION = SECTIONS[-1].number
WITHOUT_UNIT = "unit_not_printed"


def parse(source: Input, aliases: Aliases | None = None) -> Parsed:
    """Parse one file. What is wrong with the file is told in the outcome; an exception is a fault of this program.

    `aliases` say which names are of one body, in place of those that come with the loaders.
    """
    try:
        document = read(source.data)
    except UnreadableError as error:
        return Parsed("quarantined", "read", Problem(error.message_zh, error.message_en))
    matched = match(document.text, enclosed=document.enclosed)
    body_start = matched.headings[0].span.start if matched.headings else len(document.text)
    identity = identify(document, body_start, matched.opening, source.manifest, aliases)
    found = signs(document.text, identity.title)
    reason = refusal(document.text, matched, identity.title)
    if reason:
        return Parsed("not_a_report", "match", _joined(reason, *(Problem(*SIGNS[sign.name]) for sign in found)))
    identity = disowned(identity, found, document.text)
    tables = confirmed(matched.tables) if document.recognised else matched.tables
    checked = check(_subject(document.text, matched, tables, identity))
    report = Report(identity, tables, matched.sections, (*document.problems, *matched.problems), checked)
    return Parsed("loaded", "load", _told(report), document, report)


def _subject(text: str, matched: Matched, tables: Mapping[TableName, Table], identity: Identity) -> Subject:
    """What the rules look at."""
    amounts = tables["proactive"].figures if "proactive" in tables else ()
    last = matched.headings[-1] if matched.headings else None
    return Subject(
        text=text,
        opening=matched.opening,
        closing=Span(last.span.end, len(text)) if last and last.number == LAST_SECTION else Span(0, 0),
        editions={name: table.edition for name, table in tables.items()},
        values={id: cell.value for table in tables.values() for id, cell in table.figures},
        without_unit={id: cell.raw for id, cell in amounts if cell.note == WITHOUT_UNIT},
        year=identity.year,
        published_on=identity.published_on,
        names=(identity.agency,) if identity.agency else (),
        kind=identity.kind,
        scope=identity.scope,
    )


def _told(report: Report) -> Problem:
    """What the load log says of a loaded report: its problems, or that there are none."""
    return _joined(Problem("已录入。", "Loaded."), *report.problems)


def _joined(*said: Problem) -> Problem:
    return Problem("".join(one.message_zh for one in said), " ".join(one.message_en for one in said))
