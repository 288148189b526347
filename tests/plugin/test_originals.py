"""A figure of a PDF on the page: its page and place in words, and the way to the original."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from govreports.places import Place, encode
from govreports.spans import decode

from tests.plugin.dom import parse

DATA = b"%PDF-1.7 not much of one"


@pytest.fixture
def paged(extended: Path, tmp_path: Path) -> tuple[Path, str, str]:
    """The database as if one of its reports came from a PDF whose original is kept: path, slug and document."""
    path = tmp_path / "govreports.db"
    path.write_bytes(extended.read_bytes())
    with sqlite3.connect(path) as db:
        (report, slug, document, packed) = db.execute(
            "SELECT reports.id, slug, document_id, spans FROM reports JOIN provenance ON report_id = reports.id LIMIT 1"
        ).fetchone()
        places = [Place(span, 3, (72, 144, 90, 160)) for span in sorted(set(decode(packed).values()))]
        db.execute("UPDATE provenance SET places = ? WHERE report_id = ?", (encode(places), report))
        db.execute("UPDATE documents SET kept = 1, media_type = 'application/pdf' WHERE id = ?", (document,))
    folder = tmp_path / "govreports.db.originals"
    folder.mkdir()
    (folder / document).write_bytes(DATA)
    return path, slug, document


async def test_the_page_tells_where_a_figure_stands(paged: tuple[Path, str, str], serve: Any) -> None:
    path, slug, document = paged
    client = (await serve(path)).client
    said = {
        "": ("原件第 3 页", "距左边和上边几厘米"),
        "/en": ("page 3 of the original", "how many centimetres from the left and the top"),
    }
    for prefix, (words, explained) in said.items():
        page = parse((await client.get(f"{prefix}/reports/{slug}")).text)
        marks = [mark for mark in page.all("mark") if mark.attributes["id"].startswith("f")]
        assert {mark.attributes["title"] for mark in marks} == {"3 · 2.5 × 5.1 cm"}
        assert explained in page.text
        links = [link for link in page.all("a") if link.attributes.get("class") == "sheet"]
        assert {(link.attributes["href"], link.text) for link in links} == {(f"/originals/{document}#page=3", words)}


async def test_the_original_is_served_to_be_looked_at(paged: tuple[Path, str, str], serve: Any) -> None:
    path, _, document = paged
    client = (await serve(path)).client
    answer = await client.get(f"/originals/{document}")
    assert (answer.status_code, answer.content) == (200, DATA)
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["content-disposition"] == "inline"
    assert answer.headers["x-content-type-options"] == "nosniff"


async def test_what_a_browser_could_run_is_a_download(paged: tuple[Path, str, str], serve: Any) -> None:
    path, _, document = paged
    with sqlite3.connect(path) as db:
        db.execute("UPDATE documents SET media_type = 'text/html' WHERE id = ?", (document,))
    answer = await (await serve(path)).client.get(f"/originals/{document}")
    assert answer.headers["content-type"] == "application/octet-stream"
    assert answer.headers["content-disposition"] == "attachment"


async def test_nothing_else_is_served(paged: tuple[Path, str, str], serve: Any) -> None:
    path, _, document = paged
    with sqlite3.connect(path) as db:
        (other,) = db.execute("SELECT id FROM documents WHERE id <> ?", (document,)).fetchone()
    (path.with_name("govreports.db.originals") / other).write_bytes(b"not told to be kept")
    client = (await serve(path)).client
    for name in (other, "0" * 64, document.upper(), f"..%2f..%2f{path.name}", ".part"):
        assert (await client.get(f"/originals/{name}", follow_redirects=True)).status_code == 404, name
    (path.with_name("govreports.db.originals") / document).unlink()
    assert (await client.get(f"/originals/{document}")).status_code == 404
