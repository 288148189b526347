"""Corrections stand beside the printed figure, on the page and in the files of a report, and never in its place."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from pathlib import Path
from typing import NamedTuple

import pytest
from govreports.corrections import Correction
from govreports.database import build
from govreports.form import FIGURES

from tests.plugin.conftest import Serve
from tests.plugin.dom import Element, page
from tests.support.entries import samples

ID = {figure.address: figure.id for figure in FIGURES}
# One that the report prints, and one that only the edition before it has.
READ, NOT_HELD = "new.total", "regulations_made"
LINK = "https://www.example.gov.cn/notice.html"
NOTES = ("应为 <b>12</b> 件。", "The applicant counts 13.", "旧版表样的格。")


class Corrected(NamedTuple):
    """A database with corrections of one report, and the same without."""

    path: Path
    plain: Path
    slug: str


@pytest.fixture(scope="module")
def corrected(tmp_path_factory: pytest.TempPathFactory) -> Corrected:
    """One report with two corrections of one figure and one of another."""
    folder = tmp_path_factory.mktemp("corrected")
    entries = [one for one in samples() if one.name == "anju_2023.txt"]
    (slug,) = (one.fate.record.slug for one in entries if one.fate.record)
    given = [
        Correction(2, slug, ID[READ], NOTES[1], None, "2024-06-02"),
        Correction(3, slug, ID[READ], NOTES[0], LINK, "2024-05-31"),
        Correction(4, slug, ID[NOT_HELD], NOTES[2], None, "2024-05-30"),
    ]
    for name, corrections in (("govreports", given), ("plain", [])):
        build(folder / f"{name}.db", entries, corrections=corrections)
    (folder / "without").mkdir()
    return Corrected(folder / "govreports.db", (folder / "plain.db").rename(folder / "without/govreports.db"), slug)


def cell(tree: Element, figure: int) -> Element:
    """The cell of the form that holds a figure."""
    (found,) = (td for td in tree.all("td") if any(a.attributes["href"] == f"#f{figure}" for a in td.all("a")))
    return found


@pytest.mark.parametrize(("prefix", "mark", "source"), [("", "更正 2", "出处"), ("/en", "Correction 2", "Source")])
async def test_a_correction_stands_beside_the_figure(
    serve: Serve, corrected: Corrected, prefix: str, mark: str, source: str
) -> None:
    path = f"{prefix}/reports/{corrected.slug}"
    tree = await page((await serve(corrected.path)).client, path)
    plain = await page((await serve(corrected.plain)).client, path)
    figure, *marks = cell(tree, ID[READ]).all("a")
    (printed,) = cell(plain, ID[READ]).all("a")

    assert figure.text == printed.text, "the printed figure stays"
    assert [a.attributes["href"] for a in marks] == ["#correction-2", "#correction-3"], "by date"
    assert marks[0].attributes["aria-label"] == mark
    told = [tree.one("div", id=f"correction-{n}") for n in (1, 2, 3)]
    for shown, note in zip(told, (NOTES[2], NOTES[0], NOTES[1]), strict=True):
        assert note in shown.text, "as text, its markup too"
    assert "2024-05-31" in told[1].text
    (link,) = told[1].all("a")
    assert (link.text, link.attributes["href"]) == (source, LINK)
    assert not list(told[2].all("a"))
    # Below its own table: that of section 2 first.
    sections = [s.attributes["aria-labelledby"] for s in tree.all("section") if list(s.all("div", id="correction-1"))]
    assert sections == ["proactive"]
    assert not [e for e in plain.all() if e.attributes.get("id", "").startswith("correction-")]
    assert not [a for a in plain.all("a") if a.attributes.get("href", "").startswith("#correction")]


async def test_the_files_of_a_report_hold_its_corrections(serve: Serve, corrected: Corrected) -> None:
    client = (await serve(corrected.path)).client
    told = (await client.get(f"/reports/{corrected.slug}.json")).json()
    plain = (await (await serve(corrected.plain)).client.get(f"/reports/{corrected.slug}.json")).json()
    held = {(f["row_code"], f["column_name"]): f for f in told["figures"] if f["corrections"]}
    assert held["new", "total"]["corrections"] == [
        {"note": NOTES[0], "link": LINK, "published_on": "2024-05-31"},
        {"note": NOTES[1], "link": None, "published_on": "2024-06-02"},
    ]
    assert held["regulations", NOT_HELD]["value"] is None
    assert held["regulations", NOT_HELD]["status"] is None
    assert len(held) == 2
    # But for that, nothing is different.
    same = [{**f, "corrections": []} for f in told["figures"] if f["column_name"] != NOT_HELD]
    assert {**told, "figures": same} == plain

    text = (await client.get(f"/reports/{corrected.slug}.csv")).text
    lines = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    assert [json.loads(line["corrections"]) for line in lines if line["corrections"]] == [
        figure["corrections"] for figure in told["figures"] if figure["corrections"]
    ]


async def test_a_link_of_another_scheme_leads_nowhere(serve: Serve, corrected: Corrected, tmp_path: Path) -> None:
    path = tmp_path / "govreports.db"
    path.write_bytes(corrected.path.read_bytes())
    db = sqlite3.connect(path)
    with db:
        db.execute("UPDATE corrections SET link = 'javascript:alert(1)'")
    db.close()
    tree = await page((await serve(path)).client, f"/reports/{corrected.slug}")
    assert not list(tree.one("div", id="correction-2").all("a"))
