"""What travels upward from a file to the database: plain immutable values, cheap to pickle."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from operator import itemgetter
from typing import Literal, NamedTuple

from govreports.form.model import Edition, TableName
from govreports.places import Place
from govreports.spans import Span

Value = int | float | None
Outcome = Literal["loaded", "duplicate", "superseded", "not_a_report", "quarantined"]
Stage = Literal["input", "read", "match", "identity", "check", "load"]

FindingPlace = TableName | Literal["opening", "closing", "report"]

PRINTED = "printed"


class Cell(NamedTuple):
    """One figure of a report as read.

    `status` is `printed` for a plain number, else a status of `cell_notes`; `note` is then a code of `notes.NOTES`.
    `value` is None unless something was read. `raw` is the cell's text, `span` its place in `Document.text` (None when
    the cell is not there, and in `Line` and `Table`, which have the places beside the cells). Money is in 万元.
    """

    value: Value
    status: str
    raw: str
    span: Span | None
    note: str = ""


_VALUE = itemgetter(Cell._fields.index("value"))


class Problem(NamedTuple):
    """Something a reader should know about a whole report, in both languages."""

    message_zh: str
    message_en: str


class Document(NamedTuple):
    """A source file turned into text. Cells of a table are separated by pipes, tabs or line ends in `text`.

    Every offset in this project counts the characters of `text`. `metadata` is what the source says of itself outside
    its text: name in lower case and value, in order. `places` are sorted and do not overlap; empty where the source has
    no pages. `problems` tell what the reader could not take over. In a `recognised` document characters were guessed
    from a picture. In an `enclosed` one each row of a table is a line that a bar opens and a bar closes, and no other
    line has bars: so it is certain where a row with empty cells begins and ends.
    """

    text: str
    media_type: str
    charset: str | None
    metadata: tuple[tuple[str, str], ...] = ()
    places: tuple[Place, ...] = ()
    problems: tuple[Problem, ...] = ()
    recognised: bool = False
    enclosed: bool = False


class Heading(NamedTuple):
    """A section heading found in the text, and the section it opens (1-6)."""

    number: int
    span: Span


class Line(NamedTuple):
    """One printed row as read: its figures in printed order, and where their cells begin, counted from `start`."""

    row: str
    figure_ids: tuple[int, ...]
    start: int
    cells: tuple[Cell, ...]
    offsets: tuple[int | None, ...]


class Table(NamedTuple):
    """One of the three tables as read: which edition, how it stands in the text, and its printed rows.

    The rows are five tuples of one length, the fields of their `lines`. They hold every figure of the edition; when the
    edition is unknown, those of the rows that were found. A table that was not read from a text has no offsets.
    """

    name: TableName
    edition: Edition | None
    layout: str
    span: Span
    rows: tuple[str, ...]
    figure_ids: tuple[tuple[int, ...], ...]
    starts: tuple[int, ...]
    cells_of_rows: tuple[tuple[Cell, ...], ...]
    offsets_of_rows: tuple[tuple[int | None, ...], ...] = ()

    @property
    def lines(self) -> Iterator[Line]:
        """The printed rows."""
        offsets = self.offsets_of_rows or [(None,) * len(cells) for cells in self.cells_of_rows]
        return map(Line, self.rows, self.figure_ids, self.starts, self.cells_of_rows, offsets)

    @property
    def figures(self) -> Iterator[tuple[int, Cell]]:
        """Figure ids and cells in printed order."""
        return zip(chain.from_iterable(self.figure_ids), chain.from_iterable(self.cells_of_rows), strict=True)

    @property
    def cells(self) -> dict[int, Cell]:
        """Figure id -> cell, its span counted from the beginning of the text."""
        spans = dict(self.spans)
        return {id: cell._replace(span=spans[id]) if id in spans else cell for id, cell in self.figures}

    @property
    def spans(self) -> Iterator[tuple[int, Span]]:
        """Figure ids and the places of their cells, counted from the beginning of the text; only of cells there are."""
        for line in self.lines:
            for id, cell, offset in zip(line.figure_ids, line.cells, line.offsets, strict=True):
                if offset is not None:
                    start = line.start + offset
                    yield id, Span(start, start + len(cell.raw))

    @property
    def values(self) -> dict[int, Value]:
        """Figure id -> value, None where nothing was read."""
        cells = chain.from_iterable(self.cells_of_rows)
        return dict(zip(chain.from_iterable(self.figure_ids), map(_VALUE, cells), strict=True))


class Evidence(NamedTuple):
    """Where one fact about a report comes from; `source` is `none` when nothing says it."""

    field: str
    value: str | None
    source: str
    span: Span | None = None
    note_zh: str | None = None
    note_en: str | None = None


class Identity(NamedTuple):
    """Who, when and what a report is about. Unknown is None, and `evidence` says so.

    `agency` is the body's one name, `evidence` has it as printed; `kind` is what kind of body that is, `scope` is `own`
    or `area`.
    """

    year: int | None
    title: str | None
    agency: str | None
    region_code: str | None
    published_on: str | None
    source_url: str | None
    retrieved_at: str | None
    evidence: tuple[Evidence, ...]
    kind: str | None
    scope: str | None


class ManifestRow(NamedTuple):
    """What a manifest says of one file; an empty cell of the manifest is None here."""

    file: str
    url: str | None = None
    agency: str | None = None
    region_code: str | None = None
    year: int | None = None
    retrieved_at: str | None = None


class SectionText(NamedTuple):
    """The narrative of one section, without its table."""

    number: int
    heading: str
    text: str


class Finding(NamedTuple):
    """One failed check: where, what the formula gives, what is printed, and the cells that the arithmetic points to.

    `table` is `opening` or `closing` for what the narrative of section 一 or 六 contradicts in itself, and `report` for
    what concerns the whole. `sentence` is the place of the words that the finding rests on, if it rests on words.
    """

    check_id: str
    table: FindingPlace
    location: str
    expected: Value
    actual: Value
    cells: tuple[str, ...]
    suspects: tuple[str, ...]
    message_zh: str
    message_en: str
    sentence: Span | None = None


class Tally(NamedTuple):
    """How often one rule passed, failed, or was not assessable in a report."""

    check_id: str
    passed: int
    failed: int
    not_assessable: int


class Checked(NamedTuple):
    """The outcome of all checks over one report: a tally for each rule that looked at anything, and the failures."""

    tallies: tuple[Tally, ...]
    findings: tuple[Finding, ...]


class Report(NamedTuple):
    """One report, read, identified and checked."""

    identity: Identity
    tables: dict[TableName, Table]
    sections: tuple[SectionText, ...]
    problems: tuple[Problem, ...]
    checked: Checked


class Input(NamedTuple):
    """One file to parse: its name, its bytes, and what the manifest says of it."""

    name: str
    data: bytes
    manifest: ManifestRow | None = None


class Parsed(NamedTuple):
    """What became of one input. `report` and `document` are there exactly when `outcome` is `loaded`."""

    outcome: Outcome
    stage: Stage
    message: Problem
    document: Document | None = None
    report: Report | None = None
