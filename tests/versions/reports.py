"""Reports to compare: samples with a head, dates and a manifest of their own, and databases of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from govreports.database import Entry, build
from govreports.records import document_id, process
from govreports.report import Input, ManifestRow
from govreports.revisions import Revised

from tests.support.places import SAMPLES

ANJU = (SAMPLES / "anju_2023.txt").read_text(encoding="utf-8")
NANTONG = (SAMPLES / "nantong_emergency_2020.txt").read_text(encoding="utf-8")
FIGURE = "14285"  # administrative licensing of the first, printed once


def headed(text: str = ANJU, title: str = "安居区人民政府2023年政府信息公开工作年度报告", published: str = "") -> str:
    """A report with a title, and a date of publication under it."""
    date = f"发布日期：{published}\n" if published else ""
    return f"{title}\n{date}\n{text}"


def elsewhere(text: str) -> str:
    """The same of a district whose name several cities have, so that its body is not certain."""
    return text.replace("安居区", "朝阳区")


class File(NamedTuple):
    """A file and what the manifest says of it."""

    name: str
    text: str
    agency: str | None = "安居区人民政府"
    region: str | None = "510904"
    year: int | None = 2023
    retrieved: str | None = None
    url: str | None = None

    @property
    def slug(self) -> str:
        """Its report's name in addresses."""
        return document_id(self.text.encode())[:12]

    def entry(self) -> Entry:
        """Its fate, before others are known."""
        data = self.text.encode()
        said = ManifestRow(self.name, self.url, self.agency, self.region, self.year, self.retrieved)
        (fate,) = process((Input(self.name, data, said),))
        assert fate.outcome == "loaded", fate.message
        return Entry(self.name, document_id(data), fate)


class Built(NamedTuple):
    """A database, what its build counted, and what it told of."""

    db: sqlite3.Connection
    counts: dict[str, int]
    told: list[Revised]

    def rows(self, sql: str, *parameters: object) -> list[tuple[Any, ...]]:
        """The rows of a query."""
        return [tuple(row) for row in self.db.execute(sql, parameters)]

    @property
    def current(self) -> set[str]:
        """The slugs of the current reports."""
        return {slug for (slug,) in self.rows("SELECT slug FROM reports")}

    @property
    def relations(self) -> dict[str, str]:
        """Relation by file name."""
        sql = "SELECT name, relation FROM report_sources JOIN documents ON documents.id = document_id"
        return dict(self.rows(sql))


@contextmanager
def built(folder: Path, files: Iterable[File]) -> Iterator[Built]:
    """A database of these files, in this order."""
    told: list[Revised] = []
    path = folder / "x.db"
    counts = build(path, [file.entry() for file in files], tell=told.append)
    db = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
    try:
        yield Built(db, {outcome: number for outcome, number in counts.items() if number}, told)
    finally:
        db.close()
