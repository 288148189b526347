"""Inputs and their fates, made in this process: what a build is given."""

from __future__ import annotations

from collections.abc import Iterable

from govreports.database import Entry
from govreports.records import document_id, process
from govreports.report import Input

from tests.support.places import SAMPLES


def entries_of(texts: Iterable[tuple[str, str]]) -> list[Entry]:
    """The fate of each named text."""
    return [entry(name, text.encode("utf-8")) for name, text in texts]


def entry(name: str, data: bytes) -> Entry:
    """One input and its fate."""
    (fate,) = process((Input(name, data),))
    return Entry(name, document_id(data), fate)


def samples() -> list[Entry]:
    """The samples, without their manifest."""
    return [entry(path.name, path.read_bytes()) for path in sorted(SAMPLES.glob("*.txt"))]
