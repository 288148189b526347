"""All narratives against the earlier ones."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence

from govreports.checks.copied import Repeated, copy_results
from govreports.copying import Copy, Narrative, Passage, copies
from govreports.crosswise.held import Held, Told
from govreports.form import Text
from govreports.spans import Span

_LINE = re.compile(r"[^\n]+")
_SENTENCE_ENDS = "。；;！!？?\n"


def over_narratives(db: sqlite3.Connection, reports: Sequence[Held]) -> Iterator[Told]:
    """C1-C3 over each narrative; what is shared is written to `copied_texts` and `copied_passages`."""
    by_id = {report.id: report for report in reports}
    ordered = sorted(reports, key=_published)

    def text_of(report: int) -> str:
        rows = db.execute("SELECT text FROM sections WHERE report_id = ? ORDER BY number", (report,))
        return "\n".join(text for (text,) in rows)

    narratives = [Narrative(report.id, report.agency or -report.id, text_of) for report in ordered]
    for id, copy in copies(narratives):
        if copy is None:
            yield Told(id, copy_results(None))
        else:
            yield _copied(db, by_id[id], by_id[copy.source_id], copy, text_of(id), text_of(copy.source_id))


def _published(report: Held) -> tuple[str, int, str]:
    """When a report was published. One without a date comes last of those of its time: nobody is known to follow it."""
    year = report.year or 9999
    return report.published_on or f"{year + 1:04}-12-31", year, report.slug


def _copied(db: sqlite3.Connection, report: Held, source: Held, copy: Copy, narrative: str, original: str) -> Told:
    own = report.agency is not None and report.agency == source.agency
    text, source_text = (_document(db, one.id) for one in (report, source))
    placed = _placed(copy.passages, (narrative, text), (original, source_text))
    db.execute(
        "INSERT INTO copied_texts VALUES (?, ?, ?, ?)", (report.id, source.id, copy.share, _known_first(source, report))
    )
    db.executemany(
        "INSERT INTO copied_passages VALUES (?, ?, ?, ?, ?)",
        [(report.id, *_stored(passage.span), *_stored(passage.source)) for passage in placed],
    )
    name = None if own else _left_standing(report, source, narrative)
    results = list(copy_results(Repeated(copy.share, _told(source), own, name)))
    for place, result in enumerate(results):
        if result.finding and result.check_id == "C2":
            finding = result.finding._replace(sentence=_sentence(text, str(name)))
            results[place] = result._replace(finding=finding)
    return Told(report.id, results)


def _document(db: sqlite3.Connection, report: int) -> str:
    sql = "SELECT text FROM documents JOIN reports ON documents.id = document_id WHERE reports.id = ?"
    return str(db.execute(sql, (report,)).fetchone()[0])


def _stored(span: Span) -> tuple[int, int]:
    return span.start, span.end - span.start


def _known_first(source: Held, report: Held) -> int | None:
    """1 when the source is known to have been published before, None when that is not known."""
    if source.published_on and report.published_on:
        return 1 if source.published_on < report.published_on else None
    return 1 if source.year and report.year and source.year < report.year else None


def _left_standing(report: Held, source: Held, narrative: str) -> str | None:
    """The name of the other body in a narrative. A body above one's own is named for good reason."""
    if not source.name or not report.name or source.name in report.name or _above(source, report):
        return None
    return source.name if source.name in narrative.replace(report.name, "") else None


def _above(source: Held, report: Held) -> bool:
    stem = re.sub("(?:00)+$", "", source.region or "")
    return source.region != report.region and (report.region or "").startswith(stem)


def _told(report: Held) -> Text:
    name = report.name
    zh = f"{name or '另一份未署名'}" + (f" {report.year} 年的报告" if report.year else "的报告")
    en = f"the {report.year} report of " if report.year else "a report of "
    return Text(zh, en + (name or "a body that is not named"))


def _sentence(text: str, name: str) -> Span | None:
    """The first sentence of a document that holds a name."""
    found = text.find(name)
    if found < 0:
        return None
    start = max(text.rfind(mark, 0, found) for mark in _SENTENCE_ENDS) + 1
    ends = [end for end in (text.find(mark, found) for mark in _SENTENCE_ENDS) if end >= 0]
    return Span(start, min(ends, default=len(text)))


def _placed(passages: Sequence[Passage], ours: tuple[str, str], theirs: tuple[str, str]) -> list[Passage]:
    """Passages of two narratives as places in their documents; where only blanks lie between two in both, as one."""
    here, there = _Lines(*ours), _Lines(*theirs)
    placed: list[Passage] = []
    for passage in passages:
        span, source = here.place(passage.span), there.place(passage.source)
        if span is None or source is None:
            continue
        last = placed[-1] if placed else None
        if last and _adjoin(ours[1], last.span, span) and _adjoin(theirs[1], last.source, source):
            placed[-1] = Passage(Span(last.span.start, span.end), Span(last.source.start, source.end))
        else:
            placed.append(Passage(span, source))
    return placed


def _adjoin(text: str, first: Span, second: Span) -> bool:
    return first.end <= second.start and not text[first.end : second.start].strip()


class _Lines:
    """Where the lines of a narrative stand in the document that they are from."""

    def __init__(self, narrative: str, text: str) -> None:
        self._moves: list[tuple[Span, int]] = []
        start = 0
        for match in _LINE.finditer(narrative):
            found = text.find(match[0], start)
            if found >= 0:
                self._moves.append((Span(*match.span()), found - match.start()))
                start = found + len(match[0])

    def place(self, span: Span) -> Span | None:
        """A stretch of one line, in the document."""
        for line, move in self._moves:
            if line.start <= span.start and span.end <= line.end:
                return Span(span.start + move, span.end + move)
        return None
