"""The goldens: what a person read in each report, keyed by the permanent ids of the figures."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, NamedTuple

from govreports.form import FIGURES, ID_OF, requests, reviews
from govreports.parse import parse
from govreports.report import Input, Parsed, Value

from tests.support.places import GOLDENS, SAMPLES, real_reports


class Golden(NamedTuple):
    """One report as transcribed by eye."""

    sample: str
    original: str
    year: int | None
    title: str | None
    agency: str | None
    region_code: str | None
    scope: str | None
    published_on: str | None
    editions: dict[str, str]
    figures: dict[int, Value]
    findings: list[dict[str, Any]]


class Printed(NamedTuple):
    """A file that prints the figures of a golden: its sample, or the report as published."""

    golden: Golden
    path: Path

    def parsed(self) -> Parsed:
        """The file as the loaders read it, without a manifest."""
        return parse(Input(self.path.name, self.path.read_bytes()))

    def __str__(self) -> str:
        return self.path.stem


_NAMED = {(figure.table, figure.name): figure.id for figure in FIGURES}


def _golden(path: Path) -> Golden:
    told = json.loads(path.read_text(encoding="utf-8"))
    figures: dict[int, Value] = {_NAMED["proactive", name]: value for name, value in told["proactive"].items()}
    for row, values in told["requests"].items():
        for column, value in zip(requests.COLUMNS, values, strict=True):
            figures[ID_OF["requests", row, column.code]] = value
    for block, values in told["reviews"].items():
        for column, value in zip(reviews.COLUMNS, values, strict=True):
            figures[ID_OF["reviews", block, column.code]] = value
    editions = {"proactive": told["proactive_edition"], "requests": told["requests_edition"]}
    keys = ("sample", "original", "year", "title", "agency", "region_code", "scope", "published_on", "findings")
    who = {key: told[key] for key in keys}
    return Golden(editions=editions, figures=figures, **who)


ALL = tuple(_golden(path) for path in sorted(GOLDENS.glob("*.json")))


def printed() -> list[Printed]:
    """Every golden with its sample and, where the real reports are here, with its original."""
    folder = real_reports()
    originals = [Printed(golden, folder / golden.original) for golden in ALL] if folder else []
    return [Printed(golden, SAMPLES / golden.sample) for golden in ALL] + originals
