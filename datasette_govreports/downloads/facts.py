"""What is said of a database as a whole: title, licence, day, numbers; and the words that go with its files."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from datetime import date
from importlib.resources import files as resources
from string import Template
from typing import NamedTuple

from datasette_govreports.downloads.published import LEFT_OUT, Table
from datasette_govreports.records import LICENCE

TITLE = "政府信息公开年报库 · Annual reports on open government information"
DESCRIPTION = (
    "中国各级机关的政府信息公开工作年度报告，数字照原文，没有读出的为空 — "
    "annual reports of Chinese public bodies on open government information; figures as printed, empty where not read"
)
# A zip knows no day before it.
NO_DAY = date(1980, 1, 1)
DAY = "SELECT max(published_on) FROM reports WHERE published_on IS date(published_on)"
NUMBERS = "SELECT count(*), count(DISTINCT agency_id), min(year), max(year) FROM reports"


class Facts(NamedTuple):
    """What is said of a database.

    version: tells it from any other: the start of its SHA-256
    made_on: the newest day on which a report in it was published; a database has no other day of its own
    reports, agencies: how many
    years: the first and the last that it has reports of, joined by a dash
    address: where its files are, ending in a slash; empty where that is not known
    """

    version: str
    made_on: date
    reports: int
    agencies: int
    years: str
    address: str
    title: str = TITLE
    description: str = DESCRIPTION
    licence_name: str = LICENCE["name"]
    licence_url: str = LICENCE["url"]


def facts(db: sqlite3.Connection, sha256: str, address: str) -> Facts:
    """What is said of this database."""
    (day,) = db.execute(DAY).fetchone()
    reports, agencies, *years = db.execute(NUMBERS).fetchone()
    span = "–".join(dict.fromkeys(str(year) for year in years if year is not None))
    made_on = max(date.fromisoformat(day), NO_DAY) if day else NO_DAY
    return Facts(sha256[:12], made_on, reports, agencies, span, address)


def words(about: Facts, tables: Sequence[Table]) -> dict[str, str]:
    """The files of words that go with the data, by name."""
    return {"README.md": _readme(about, tables), "LICENSE.txt": _licence(about), "CITATION.cff": citation(about)}


def _readme(about: Facts, tables: Sequence[Table]) -> str:
    """What the files are and how to read them, in both languages."""
    text = (resources("datasette_govreports") / "docs" / "download.md").read_text(encoding="utf-8")
    listed = [f"| `{table.name}.csv` | {table.rows:,} | {table.zh} · {table.en} |" for table in tables]
    without = [f"- `{'.'.join(filter(None, left[:2]))}`: {left.zh} · {left.en}" for left in LEFT_OUT]
    return Template(text).substitute(
        about._asdict(), cite=_cite(about), tables="\n".join(listed), without="\n".join(without)
    )


def _licence(about: Facts) -> str:
    return (
        f"{about.title}\n\n"
        f"数据以 {about.licence_name} 发布：可以复制、修改、用于任何目的，注明出处即可。\n"
        f"The data are published under {about.licence_name}: copy, change and use them for any purpose, and name the"
        f" source.\n\n{about.licence_url}legalcode\n"
    )


def citation(about: Facts) -> str:
    """CITATION.cff. Its values are JSON, which YAML reads."""
    told = {
        "cff-version": "1.2.0",
        "type": "dataset",
        "message": "引用数据时请注明出处。 If you use the data, please name them as below.",
        "title": about.title,
        "authors": [{"name": "govreports"}],
        "version": about.version,
        "license": "CC-BY-4.0",
        **({"url": about.address} if about.address else {}),
    }
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in told.items())


def _cite(about: Facts) -> str:
    return ", ".join(filter(None, (about.title, f"version {about.version}", about.address))) + "."
