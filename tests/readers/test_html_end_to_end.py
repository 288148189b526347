"""Pages through the command: into the database, and explained, each figure with its line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from govreports.form import BY_ID, TABLE_NAMES

from benchmarks.figures import Recipe, make
from benchmarks.web import LOOKS, render
from tests.support.commands import govreports
from tests.support.figures import opened

FORMS = {
    name: make(Recipe(seed, "2021", "2021", busy=60)) for seed, name in enumerate(("menus", "word", "nested", "hidden"))
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("pages")
    for look, form in FORMS.items():
        # What a file is called says nothing about it.
        (where / f"{look}.doc").write_bytes(render(form, frozenset((look, "scripts")), frozenset(), 1))
    return where


def test_figures_and_their_places_reach_the_database(folder: Path, tmp_path: Path) -> None:
    ran = govreports("load", folder, "--db", tmp_path / "out.db", "--jobs", "1")
    assert (ran.code, ran.err) == (0, "")
    with opened(tmp_path / "out.db") as connection:
        documents = connection.execute("SELECT name, media_type, charset, size, text FROM documents").fetchall()
        rows = connection.execute(
            "SELECT name, form_figures.id, value FROM figures"
            " JOIN form_figures USING (table_name, row_code, column_name)"
            " JOIN reports ON reports.id = report_id JOIN documents ON documents.id = document_id"
        ).fetchall()
    assert {media_type for _, media_type, _, _, _ in documents} == {"text/html"}
    assert all((folder / name).stat().st_size == size for name, _, _, size, _ in documents)
    found = {(name, id): value for name, id, value in rows if value is not None}
    wanted = {(f"{look}.doc", id): cell.value for look, form in FORMS.items() for id, cell in form.cells.items()}
    assert found == wanted


@pytest.mark.parametrize("look", FORMS)
def test_explain_shows_each_figure_with_its_line(look: str, folder: Path) -> None:
    ran = govreports("explain", folder / f"{look}.doc", "--lang", "en")
    assert ran.code == 0
    shown = re.findall(r"^  L(\d+) +(\S+) +(\S+)", ran.out, re.MULTILINE)
    form = FORMS[look]
    assert len(shown) == len(form.cells)
    for (line, address, value), id in zip(shown, (id for table in TABLE_NAMES for id in form.of(table)), strict=True):
        assert address == BY_ID[id].address
        assert float(value) == form.cells[id].value
        assert int(line) > 1


def test_the_looks_tried_exist() -> None:
    assert FORMS.keys() <= set(LOOKS)
