"""One figure as a page shows it: its text, its state, and everything that is said about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import escape

from datasette_govreports.pages.form import Figure, Value
from datasette_govreports.pages.notes import CellNote, Correction, Finding, Footnote

NOT_HELD = "absent"
CROWDED = 6
POINTED = 12


class Cell(NamedTuple):
    """One figure of a report.

    figure: which figure
    text: the number; empty where there is none
    state: number, zero, one of the statuses of cell_notes, or absent where nothing is recorded
    placed: whether its place in the source is known
    raw: what is printed, where that is not simply the number
    noted: whether there is a note on it
    footnote: letter of the note, on the first cells that it is for
    findings: numbers of the findings whose mark it carries
    corrections: numbers of the corrections of it
    involved: whether some finding adds it up
    suspect: whether the arithmetic points to it
    """

    figure: Figure
    text: str
    state: str
    placed: bool
    raw: str = ""
    noted: bool = False
    footnote: str = ""
    findings: tuple[int, ...] = ()
    corrections: tuple[int, ...] = ()
    involved: bool = False
    suspect: bool = False

    @property
    def classes(self) -> str:
        """How the cell looks: what kind of figure it holds, then what findings say of it."""
        kind = self.state if not self.text else "note" if self.noted else "n" if self.state == "number" else ""
        if not self.involved:
            return kind
        doubt = "suspect" if self.suspect else "wrong" if self.findings else "part"
        return f"{kind} {doubt}" if kind else doubt

    @property
    def said(self) -> bool:
        """Whether marks beside it lead to what is said of it."""
        return bool(self.findings or self.footnote or self.corrections)


@dataclass(frozen=True, slots=True)
class Remarks:
    """All that is known about the figures of one report besides their values.

    notes: notes by figure id
    footnotes: the footnote of each reason
    printed: what stands at the place of each figure in the source, where its place is known
    involved: numbers of the findings that add a figure up, by figure id; those that the page has no room for have none
    suspects: numbers of the findings that point to a figure, by its id
    crowded: whether there are so many findings that only totals that are not 0, and suspects, carry their marks
    corrections: what is said of the figures from outside, in the order of the page
    corrected: their numbers by figure id
    """

    notes: Mapping[int, CellNote]
    footnotes: Mapping[str, Footnote]
    printed: Mapping[int, str]
    involved: Mapping[int, tuple[int, ...]]
    suspects: Mapping[int, tuple[int, ...]]
    crowded: bool
    corrections: tuple[Correction, ...]
    corrected: Mapping[int, tuple[int, ...]]

    @classmethod
    def of(
        cls,
        printed: Mapping[int, str],
        findings: Sequence[Finding],
        shown: int,
        notes: Mapping[int, CellNote],
        footnotes: Mapping[str, Footnote],
        corrections: tuple[Correction, ...],
    ) -> Remarks:
        """What is said of a report. The page shows the first few findings; beyond them they have no number."""
        involved: dict[int, tuple[int, ...]] = {}
        suspects: dict[int, tuple[int, ...]] = {}
        for finding in findings:
            number = (finding.number,) if finding.number <= shown else ()
            for figure in finding.cells.union(finding.suspects):
                involved[figure] = (*involved.get(figure, ()), *number)
            for figure in finding.suspects:
                suspects[figure] = (*suspects.get(figure, ()), *number)
        corrected: dict[int, tuple[int, ...]] = {}
        for one in corrections:
            corrected[one.figure.id] = (*corrected.get(one.figure.id, ()), one.number)
        crowded = len(findings) > CROWDED
        return cls(notes, footnotes, printed, involved, suspects, crowded, corrections, corrected)

    def cell(self, figure: Figure, value: Value) -> Cell:
        """A figure with its value and all that is said about it."""
        id = figure.id
        note, involved, corrected = self.notes.get(id), self.involved.get(id), self.corrected.get(id, ())
        printed = self.printed.get(id)
        state = ("number" if value else "zero") if value is not None else note.status if note else NOT_HELD
        # A plain number to the letter as it is printed; what is not plain has its own words in the footnote.
        text = printed if printed and note is None and value is not None else number(value, figure.kind)
        if note is None and involved is None and not corrected:
            return Cell(figure, text, state, printed is not None)
        footnote = self.footnotes.get(note.code) if note else None
        return Cell(
            figure,
            text,
            state,
            printed is not None,
            note.raw if note else "",
            note is not None,
            footnote.mark if footnote and id in footnote.marked else "",
            (involved or ()) if self._carries(figure, value) else self._pointing(id),
            corrected,
            involved is not None,
            id in self.suspects,
        )

    def _carries(self, figure: Figure, value: Value) -> bool:
        """Whether a figure carries the marks of all findings that add it up."""
        if self.crowded:
            return bool(value) and _is_total(figure)
        return bool(value) or _is_total(figure)

    def _pointing(self, id: int) -> tuple[int, ...]:
        """The findings that point to a figure; where they point to very many, that says little of any."""
        return self.suspects.get(id, ()) if len(self.suspects) <= POINTED else ()


def as_html(cell: Cell, gaps: Mapping[str, str], marks: Callable[[Cell], str]) -> tuple[str, str]:
    """The attributes of a figure's cell, and what stands in it.

    gaps: what stands in place of a number that is not there, by state
    marks: the links beside a figure of which something is said
    """
    id, classes = cell.figure.id, cell.classes
    text = cell.text or gaps.get(cell.state, cell.state)
    shown = text if text.isalnum() else escape(text)
    content = f'<a href="#f{id}">{shown}</a>' if cell.placed else f"<span>{shown}</span>"
    attributes = f' class="{classes}"' if classes else ""
    if not cell.said:
        return attributes, content
    return (f'{attributes} id="c{id}"' if cell.findings else attributes), f"{content}{marks(cell)}"


def number(value: Value, kind: str = "count") -> str:
    """A number without grouping, a change with its sign."""
    if value is None:
        return ""
    whole = int(value) if value == int(value) else value
    return f"{whole:+}" if kind == "change" and whole else str(whole)


def _is_total(figure: Figure) -> bool:
    """Whether the figure is one that others add up to: it is marked even when it is 0."""
    return figure.row == "total" or figure.column.endswith("total")
