"""One figure as a page of any language shows it: its text, its state, and everything that is said about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from datasette_govreports.escaping import escaped
from datasette_govreports.pages.form import Figure, Value
from datasette_govreports.pages.notes import CellNote, Pointer

NOT_HELD = "absent"
CROWDED = 6
POINTED = 12


class Cell(NamedTuple):
    """One figure of a report.

    id: which figure
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

    id: int
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

    def brief(self, gaps: Mapping[str, str]) -> Markup:
        """Its number, or what stands in its place, as a link where it has one."""
        shown = escaped(self.text or gaps[self.state])
        return Markup(f'<a href="#f{self.id}">{shown}</a>' if self.placed else shown)  # noqa: S704 - escaped

    @property
    def said(self) -> bool:
        """Whether marks beside it lead to what is said of it."""
        return bool(self.findings or self.footnote or self.corrections)

    @property
    def worded(self) -> bool:
        """Whether words stand in it, or beside it: those of a language."""
        return self.said or not self.text


@dataclass(frozen=True, slots=True)
class Remarks:
    """All that is known about the figures of one report besides their values.

    notes: notes by figure id
    letters: the letters of their footnotes, by figure id, of those that carry one
    printed: what stands at the place of each figure in the source, where its place is known
    involved: numbers of the findings that add a figure up, by figure id; those that the page has no room for have none
    suspects: numbers of the findings that point to a figure, by its id
    crowded: whether there are so many findings that only totals that are not 0, and suspects, carry their marks
    corrected: numbers of the corrections from outside, by figure id
    """

    notes: Mapping[int, CellNote]
    letters: Mapping[int, str]
    printed: Mapping[int, str]
    involved: Mapping[int, tuple[int, ...]]
    suspects: Mapping[int, tuple[int, ...]]
    crowded: bool
    corrected: Mapping[int, tuple[int, ...]]

    @classmethod
    def of(
        cls,
        printed: Mapping[int, str],
        findings: Sequence[Pointer],
        shown: int,
        notes: Mapping[int, CellNote],
        letters: Mapping[int, str],
        corrections: Sequence[int],
    ) -> Remarks:
        """What is said of a report. The page shows the first few findings; beyond them they have no number.

        `corrections` are the figures that are corrected, in the order of the page.
        """
        involved: dict[int, tuple[int, ...]] = {}
        suspects: dict[int, tuple[int, ...]] = {}
        for n, finding in enumerate(findings, 1):
            number = (n,) if n <= shown else ()
            for figure in {*finding.cells, *finding.suspects}:
                involved[figure] = (*involved.get(figure, ()), *number)
            for figure in finding.suspects:
                suspects[figure] = (*suspects.get(figure, ()), *number)
        corrected: dict[int, tuple[int, ...]] = {}
        for n, figure in enumerate(corrections, 1):
            corrected[figure] = (*corrected.get(figure, ()), n)
        return cls(notes, letters, printed, involved, suspects, len(findings) > CROWDED, corrected)

    def said(self) -> set[int]:
        """The figures of which something is said."""
        return {*self.notes, *self.involved, *self.corrected}

    def cell(self, figure: Figure, value: Value) -> Cell:
        """A figure with its value and all that is said about it."""
        id = figure.id
        note, involved, corrected = self.notes.get(id), self.involved.get(id), self.corrected.get(id, ())
        printed = self.printed.get(id)
        state = ("number" if value else "zero") if value is not None else note.status if note else NOT_HELD
        # A plain number to the letter as it is printed; what is not plain has its own words in the footnote.
        text = printed if printed and note is None and value is not None else number(value, figure.kind)
        if note is None and involved is None and not corrected:
            return Cell(id, text, state, printed is not None)
        return Cell(
            id,
            text,
            state,
            printed is not None,
            note.raw if note else "",
            note is not None,
            self.letters.get(id, ""),
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


NO_WORDS: Mapping[str, str] = {}


def as_html(cell: Cell, gaps: Mapping[str, str] = NO_WORDS, marks: Callable[[Cell], str] = str) -> tuple[str, str]:
    """The attributes of a figure's cell, and what stands in it.

    gaps: what stands in place of a number that is not there, by state
    marks: the links beside a figure of which something is said
    """
    classes = cell.classes
    attributes = f' class="{classes}"' if classes else ""
    content = linked(cell.id, cell.text or gaps[cell.state], placed=cell.placed)
    if not cell.said:
        return attributes, content
    return (f'{attributes} id="c{cell.id}"' if cell.findings else attributes), f"{content}{marks(cell)}"


def linked(id: int, text: str, *, placed: bool) -> str:
    """The text of a figure, with a link to its place in the source where that is known."""
    shown = escaped(text)
    return f'<a href="#f{id}">{shown}</a>' if placed else f"<span>{shown}</span>"


def number(value: Value, kind: str = "count") -> str:
    """A number without grouping, a change with its sign."""
    if value is None:
        return ""
    whole = int(value) if value == int(value) else value
    return f"{whole:+}" if kind == "change" and whole else str(whole)


def _is_total(figure: Figure) -> bool:
    """Whether the figure is one that others add up to: it is marked even when it is 0."""
    return figure.row == "total" or figure.column.endswith("total")
