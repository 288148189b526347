"""One figure as a page shows it: its text, its state, and everything that is said about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from datasette_govreports.pages.form import Figure, Value
from datasette_govreports.pages.notes import CellNote, Finding, Footnote

NOT_HELD = "absent"


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure of a report.

    figure: which figure
    text: the number; empty where there is none
    state: number, zero, one of the statuses of cell_notes, or absent where nothing is recorded
    raw: what is printed, where that is not simply the number
    footnote: letter of the note on it
    findings: numbers of the findings whose mark it carries
    involved: whether some finding adds it up
    suspect: whether the arithmetic points to it
    placed: whether its place in the source is known
    """

    figure: Figure
    text: str
    state: str
    raw: str
    footnote: str
    findings: tuple[int, ...]
    involved: bool
    suspect: bool
    placed: bool

    @property
    def classes(self) -> str:
        """How the cell looks: what kind of figure it holds, then what findings say of it."""
        kind = f"gap {self.state}" if not self.text else "note" if self.footnote else ""
        doubt = "suspect" if self.suspect else "wrong" if self.findings else "involved" if self.involved else ""
        return " ".join(filter(None, (kind or ("zero" if self.state == "zero" else ""), doubt)))


@dataclass(frozen=True, slots=True)
class Remarks:
    """All that is known about the figures of one report besides their values.

    notes: notes by figure id
    footnotes: the footnote of each reason
    findings: contradictions
    printed: what stands at the place of each figure in the source, where its place is known
    """

    notes: Mapping[int, CellNote]
    footnotes: Mapping[str, Footnote]
    findings: tuple[Finding, ...]
    printed: Mapping[int, str]

    def cell(self, figure: Figure, value: Value) -> Cell:
        """A figure with its value and all that is said about it."""
        note = self.notes.get(figure.id)
        footnote = self.footnotes.get(note.code) if note else None
        involved = tuple(f for f in self.findings if figure.id in f.cells or figure.id in f.suspects)
        return Cell(
            figure,
            self._text(figure, value, note),
            _state(value, note),
            note.raw if note else "",
            footnote.mark if footnote else "",
            tuple(f.number for f in involved if value or figure.id in f.suspects or _is_total(figure)),
            bool(involved),
            any(figure.id in f.suspects for f in involved),
            figure.id in self.printed,
        )

    def _text(self, figure: Figure, value: Value, note: CellNote | None) -> str:
        """A plain number to the letter as it is printed; what is not plain has its own words in the footnote."""
        as_printed = self.printed.get(figure.id) if note is None and value is not None else None
        return as_printed or number(value, figure.kind)


def number(value: Value, kind: str = "count") -> str:
    """A number without grouping, a change with its sign."""
    if value is None:
        return ""
    whole = int(value) if value == int(value) else value
    return f"{whole:+}" if kind == "change" and whole else str(whole)


def _state(value: Value, note: CellNote | None) -> str:
    if value is not None:
        return "number" if value else "zero"
    return note.status if note else NOT_HELD


def _is_total(figure: Figure) -> bool:
    """Whether the figure is one that others add up to: it is marked even when it is 0."""
    return figure.row == "total" or figure.column.endswith("total")
