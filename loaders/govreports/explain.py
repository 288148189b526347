"""One file explained: what it is, how its tables stand in the text, and every figure with its line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from govreports.checks import counts
from govreports.form import BY_ID
from govreports.form.tables import figure_label
from govreports.notes import NOTES
from govreports.places import find
from govreports.report import Cell, Document, Parsed, Report, Table
from govreports.terminal import Language, said, say

RAW_SHOWN = 24


def explain(parsed: Parsed, language: Language) -> Iterator[str]:
    """The lines of the explanation, in one language."""
    if parsed.report is None or parsed.document is None:
        yield f"{parsed.outcome}: {said(parsed.message, language)}"
        return
    where = _Where(parsed.document)
    yield from _identity(parsed.report, language, where)
    for table in parsed.report.tables.values():
        yield ""
        yield from _table(table, language, where)
    yield ""
    yield from _checks(parsed.report, language)
    for problem in parsed.report.problems:
        yield f"! {said(problem, language)}"


class _Where:
    """Offset -> page and box where the document has pages, else line number, from 1."""

    def __init__(self, document: Document) -> None:
        self._ends = [i for i, character in enumerate(document.text) if character == "\n"]
        self._places = document.places
        self.width = 23 if document.places else 6

    def __call__(self, offset: int) -> str:
        place = find(self._places, offset)
        if place is None:
            return f"L{bisect_right(self._ends, offset - 1) + 1}"
        left, top, right, bottom = (f"{side:.0f}" for side in place.box)
        return f"p{place.page} {left},{top}-{right},{bottom}"


def _identity(report: Report, language: Language, where: _Where) -> Iterator[str]:
    for evidence in report.identity.evidence:
        at = where(evidence.span.start) if evidence.span else "-"
        note = say(language, evidence.note_zh or "", evidence.note_en or "")
        yield f"{evidence.field:<13} {evidence.value or '-'}  [{evidence.source} {at}] {note}".rstrip()
    whose = report.identity
    if whose.agency:
        yield f"= {whose.agency} · {whose.region_code or '-'} · {whose.kind or '-'}"
    for section in report.sections:
        yield f"section {section.number}     {section.heading}  ({len(section.text)})"


def _table(table: Table, language: Language, where: _Where) -> Iterator[str]:
    first, last = (where(offset).split()[0] for offset in table.span)
    yield f"{table.name}: {table.edition or '?'} · {table.layout} · {first}-{last}"
    for id, cell in table.cells.items():
        yield _figure(id, cell, language, where)


def _figure(id: int, cell: Cell, language: Language, where: _Where) -> str:
    figure = BY_ID[id]
    at = where(cell.span.start) if cell.span else "-"
    value = "NULL" if cell.value is None else f"{cell.value:g}" if figure.kind == "money" else str(cell.value)
    line = f"  {at:<{where.width}} {figure.address:<48} {value:>10}  {say(language, *figure_label(figure))}"
    if not cell.note:
        return line
    raw = " ".join(cell.raw.split())
    shown = raw if len(raw) <= RAW_SHOWN else raw[: RAW_SHOWN - 1] + "…"
    return f"{line}  [{cell.status}: “{shown}” {say(language, *NOTES[cell.note].message)}]"


def _checks(report: Report, language: Language) -> Iterator[str]:
    passed, failed, undecided, noted = counts(report.checked.tallies)
    if language == "zh":
        yield f"核对：通过 {passed}，不符 {failed}，无法核对 {undecided}；提示 {noted}"
    else:
        yield f"checks: {passed} passed, {failed} failed, {undecided} not assessable; {noted} notes"
    for finding in report.checked.findings:
        suspects = f" ({', '.join(finding.suspects)}?)" if finding.suspects else ""
        yield f"  {finding.check_id} {finding.message_zh if language == 'zh' else finding.message_en}{suspects}"
