"""Reports of whole areas, and what is known of the reports that they add up."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from govreports.checks.area import area_results
from govreports.crosswise.held import Held, Told, figures_of

TOWN = 4


class Part(NamedTuple):
    """A part of an area: a body, or a division below it, and its report where there is just one that says its scope."""

    agency: int | None
    region: str | None
    report: Held | None


def over_areas(db: sqlite3.Connection, reports: Sequence[Held]) -> Iterator[Told]:
    """A1 over each area report; its parts are written to `area_parts`."""
    areas = [report for report in reports if report.scope == "area" and report.region and report.year]
    if not areas:
        return
    register = _Register(db, reports)
    whole: list[list[Held]] = []  # areas of which all parts are there, each with its parts
    for area in areas:
        parts = register.parts(str(area.region), area.year or 0)
        db.executemany(
            "INSERT INTO area_parts VALUES (?, ?, ?, ?)",
            [(area.id, part.agency, part.region, part.report and part.report.id) for part in parts],
        )
        there = [part.report for part in parts if part.report]
        if there and len(there) == len(parts):
            whole.append([area, *there])
        else:
            yield Told(area.id, area_results({}, [], len(parts) - len(there)))
    figures = figures_of(db, [report for reports in whole for report in reports])
    for area, *there in whole:
        own, *of_parts = islice(figures, 1 + len(there))
        yield Told(area.id, area_results(own, of_parts, 0))


class _Register:
    """The bodies and divisions of which any report is known, and their reports by year."""

    def __init__(self, db: sqlite3.Connection, reports: Sequence[Held]) -> None:
        rows = db.execute("SELECT code, parent_code, level FROM regions ORDER BY code").fetchall()
        self._parent = {code: parent for code, parent, _ in rows}
        self._towns = {code for code, _, level in rows if level == TOWN}
        self._bodies: defaultdict[str, set[int]] = defaultdict(set)
        self._below: defaultdict[str, set[str]] = defaultdict(set)
        self._own: defaultdict[tuple[int, int], list[Held]] = defaultdict(list)
        self._areas: defaultdict[tuple[str, int], list[Held]] = defaultdict(list)
        certain = [report for report in reports if report.body and report.region]
        for_areas = {report.body for report in certain if report.scope == "area"}
        for report in certain:
            self._take(report, report.body in for_areas)

    def _take(self, report: Held, reports_for_area: bool) -> None:
        region, body, year = str(report.region), report.body or 0, report.year or 0
        self._link(region)
        if report.scope == "area":
            self._areas[region, year].append(report)
        elif report.scope == "own":
            self._own[body, year].append(report)
        if report.scope == "own" or not reports_for_area:
            self._bodies[region].add(body)

    def _link(self, code: str) -> None:
        """Note a division below the one that it lies in, and so up to the province."""
        parent = self._parent.get(code)
        while parent and code not in self._below[parent]:
            self._below[parent].add(code)
            code, parent = parent, self._parent.get(parent)

    def parts(self, region: str, year: int) -> list[Part]:
        """The bodies of a division and of its towns, and the other divisions below it."""
        below = sorted(self._below[region])
        bodies = [
            body for code in (region, *below) if code == region or code in self._towns for body in self._sorted(code)
        ]
        return [
            *(Part(body, None, _only(self._own[body, year])) for body in bodies),
            *(Part(None, code, _only(self._areas[code, year])) for code in below if code not in self._towns),
        ]

    def _sorted(self, code: str) -> list[int]:
        return sorted(self._bodies[code])


def _only(reports: Sequence[Held]) -> Held | None:
    return reports[0] if len(reports) == 1 else None
