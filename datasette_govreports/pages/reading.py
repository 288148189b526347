"""What the database holds of reports, in no language, read for several at once.

The server asks for one report, a build of the site for some dozens, by the same statements; the pages of both languages
are made from the same reading (`report.page`).
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TypeVar

from govreports import places, spans

from datasette_govreports.pages import changes, notes, peers, series, tables
from datasette_govreports.pages.book import Book
from datasette_govreports.pages.cells import Remarks
from datasette_govreports.pages.form import Values
from datasette_govreports.pages.notes import CellNote, Pointer, Reasons
from datasette_govreports.pages.places import Named, ancestors
from datasette_govreports.pages.prose import Prose, fitting, room_beside
from datasette_govreports.pages.series import Compared, Line
from datasette_govreports.pages.source import Place, Stretch, stretches, title_of

Rows = Sequence[sqlite3.Row]
Key = TypeVar("Key", int, str)

EVIDENCE = 12  # pieces that a page has room for


@dataclass(frozen=True)
class Reading:
    """What the database holds of one report.

    book: the form, in any language
    row: its line of REPORT
    values: its figures by table and id
    printed: what stands in the text where each figure was read, by id; a figure whose place is not known is not there
    source: the text round what was read from it, each place marked
    rest: characters of the text behind the last of these
    notes: notes on its cells, by id of the figure
    findings: lines of notes.FINDINGS
    corrections: lines of notes.CORRECTIONS
    sections: lines of SECTIONS
    results: lines of RESULTS
    evidence: lines of EVIDENCE_OF
    versions: at how many other places it was found
    regions: divisions that its body belongs to, the largest first
    lines: the reports of its body
    around: figures of the reports of the year before and the year after, where there are such
    peers: ranges of the figures of bodies of its kind
    """

    book: Book
    row: sqlite3.Row
    values: Mapping[str, Values]
    printed: Mapping[int, str]
    source: tuple[Stretch, ...]
    rest: int
    notes: Mapping[int, CellNote]
    findings: Rows
    corrections: Rows
    sections: Rows
    results: Rows
    evidence: Rows
    versions: int
    regions: Sequence[Named]
    lines: Sequence[Line]
    around: tuple[Mapping[str, Values] | None, Mapping[str, Values] | None]
    peers: Rows

    @cached_property
    def editions(self) -> tables.Editions:
        """The edition of each table, as far as the report settles it."""
        editions = {"proactive": self.row["proactive_edition"], "requests": self.row["requests_edition"]}
        # Section 4 is the same in both editions, so there the rest of the report may decide.
        return {**editions, "reviews": editions["requests"] or editions["proactive"]}

    @cached_property
    def reasons(self) -> Reasons:
        """The figures that share a footnote."""
        grids = [tables.grid_of(self.book, self.values, self.editions, name) for name in self.values]
        order = dict.fromkeys(figure for grid in grids for figure in grid.figure_ids) if self.notes else {}
        return notes.reasons(self.notes, [*order, *(figure for figure in self.notes if figure not in order)])

    @cached_property
    def pointers(self) -> Sequence[Pointer]:
        """What each finding points at."""
        return notes.pointers(self.findings, self.book)

    @cached_property
    def shown(self) -> int:
        """How many findings its page has room for."""
        return notes.room_for(self.findings)

    @cached_property
    def remarks(self) -> Remarks:
        """What is said of its figures."""
        letters, corrected = notes.marks(self.reasons), [row["id"] for row in self.corrections]
        return Remarks.of(self.printed, self.pointers, self.shown, self.notes, letters, corrected)

    @cached_property
    def sheets(self) -> Mapping[str, tables.Sheet]:
        """Its tables, in no language."""
        return tables.sheets(self.book, self.values, self.editions, self.remarks)

    @cached_property
    def compared(self) -> tuple[Compared, ...]:
        """Its key figures beside those of the years before and after, as its book names them."""
        return series.compared(self.book, (self.around[0], self.values, self.around[1]))

    @cached_property
    def prose(self) -> Mapping[int, Prose]:
        """Its words by section, as far as a page has room for them."""
        room = room_beside(self.remarks, sum(stretch.length for stretch in self.source))
        texts = {row["number"]: row["text"] for row in self.sections}
        return fitting({number: texts.get(number, "") for number, _, _ in self.book.sections}, room)


REPORT = """
SELECT reports.*, agencies.name AS agency, agencies.slug AS agency_slug, agencies.kind, agencies.region_code,
    documents.name AS document, documents.url AS document_url, media_type, charset, size, retrieved_at, text, kept,
    provenance.spans, provenance.places
FROM reports JOIN documents ON documents.id = document_id
    LEFT JOIN agencies ON agencies.id = agency_id
    LEFT JOIN provenance ON provenance.report_id = reports.id
WHERE reports.slug IN ({keys})
"""
SECTIONS = "SELECT report_id, number, heading, text FROM sections WHERE report_id IN ({keys}) ORDER BY number"
RESULTS = """
SELECT report_id, check_id, passed, failed, not_assessable FROM check_results WHERE report_id IN ({keys})
ORDER BY check_id
"""
EVIDENCE_OF = """
SELECT report_id, field, value, source, note_zh, note_en, start, length FROM evidence WHERE report_id IN ({keys})
ORDER BY field, source
"""


def read(db: sqlite3.Connection, book: Book, slugs: Sequence[str]) -> list[Reading]:
    """The reports with these slugs, those that there are. The book may be in any language."""
    rows = db.execute(REPORT.format(keys=_marks(slugs)), slugs).fetchall()
    ids = [row["id"] for row in rows]
    lines = {body: series.lines(db, body) for body in {row["agency_id"] for row in rows}}
    around = {row["id"]: series.neighbours(row, lines[row["agency_id"]]) for row in rows}
    beside = [line.id for pair in around.values() for line in pair if line]
    values = book.values(db, {*ids, *beside})

    def of(sql: str) -> Mapping[int, Rows]:
        return _grouped(db, sql, ids)

    cells, found, told = of(notes.CELLS), of(notes.FINDINGS), of(notes.CORRECTIONS)
    sections, results, evidence = of(SECTIONS), of(RESULTS), of(EVIDENCE_OF)
    others, also = of(changes.OTHERS), of(changes.FOUND_AGAIN)
    regions: Callable[..., Sequence[Named]] = cache(lambda code: ancestors(db, code))
    ranges: Callable[..., Rows] = cache(lambda *kind: peers.rows(db, *kind))
    readings = []
    for row in rows:
        id, text = row["id"], row["text"]
        stands = _inside(text, spans.decode(row["spans"])) if row["spans"] else {}
        before, after = around[id]
        source, rest = _source(row, stands, evidence[id])
        readings.append(
            Reading(
                book=book,
                row=row,
                values=values[id],
                printed={figure: text[start:end].strip() for figure, (start, end) in stands.items()},
                source=source,
                rest=rest,
                notes=notes.cell_notes(cells[id], book),
                findings=found[id],
                corrections=told[id],
                sections=sections[id],
                results=results[id],
                evidence=evidence[id],
                versions=len(others[id]) + changes.number_of_addresses(also[id]),
                regions=regions(row["region_code"]),
                lines=lines[row["agency_id"]],
                around=(values[before.id] if before else None, values[after.id] if after else None),
                peers=ranges(row["kind"], row["year"], row["scope"]),
            )
        )
    return readings


def evidence_place(number: int, row: sqlite3.Row, text: str) -> Place | None:
    """Where the evidence of this number stands in the text; None where it stands elsewhere."""
    start = row["start"]
    if start is None or not 0 <= start <= start + row["length"] <= len(text):
        return None
    return Place(start, start + row["length"], f"e{number}")


def _source(row: sqlite3.Row, stands: Mapping[int, spans.Span], evidence: Rows) -> tuple[tuple[Stretch, ...], int]:
    """The source text where figures and the first pieces of evidence stand in it."""
    text = row["text"]
    on_pages = places.decode(row["places"]) if row["places"] else []
    marks = [Place(start, end, f"f{figure}") for figure, (start, end) in stands.items()]
    told = (evidence_place(number, one, text) for number, one in enumerate(evidence[:EVIDENCE], 1))
    marks += (place for place in told if place)
    if on_pages:
        marks = [mark._replace(title=title_of(places.find(on_pages, mark.start))) for mark in marks]
    return stretches(text, marks, on_pages)


def _grouped(db: sqlite3.Connection, sql: str, keys: Iterable[Key]) -> Mapping[Key, Rows]:
    """Rows by what stands first in them."""
    wanted = list(keys)
    found: dict[Key, list[sqlite3.Row]] = defaultdict(list)
    for row in db.execute(sql.format(keys=_marks(wanted)), wanted):
        found[row[0]].append(row)
    return found


def _marks(keys: Sequence[object]) -> str:
    return ", ".join("?" * len(keys))


def _inside(text: str, places: Mapping[int, spans.Span]) -> dict[int, spans.Span]:
    """Places that the text has: a link must not lead where nothing is marked."""
    most = len(text)
    return {figure: span for figure, span in places.items() if 0 <= span.start <= span.end <= most}
