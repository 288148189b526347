"""Some hostile PDF files through the command: each has one outcome with a sentence, and the good file is loaded.

`tests/hostile/` tries all of them, with limits of time and memory.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.hostile.pdf import FILES
from tests.support.commands import govreports
from tests.support.places import SAMPLES
from tests.support.printed import drawn

TOLD = {
    "bomb_within_a_bomb.pdf": "unpacks to more than",
    "cut_short.pdf": "damaged or not whole",
    "filters_on_filters.pdf": "packed 40 times",
    "form_that_draws_itself.pdf": "made the parser crash",
    "locked.pdf": "locked with a password",
    "objects_without_end.pdf": "objects",
    "thousands_of_pages.pdf": "300 pages",
}


def test_hostile_files_are_told_and_harm_no_other(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name in TOLD:
        (folder / name).write_bytes(FILES[name]())
    (folder / "good.pdf").write_bytes(drawn())
    (folder / "good.txt").write_bytes((SAMPLES / "anju_2023.txt").read_bytes())
    ran = govreports("load", folder, "--db", tmp_path / "out.db", "--lang", "en", "--jobs", "2")
    assert ran.code == 1
    assert len(ran.err.splitlines()) == len(TOLD)
    with closing(sqlite3.connect(tmp_path / "out.db")) as db:
        fates = {
            name: (outcome, told) for name, outcome, told in db.execute("SELECT name, outcome, message FROM load_log")
        }
    assert {name for name, (outcome, _) in fates.items() if outcome == "loaded"} == {"good.pdf", "good.txt"}
    assert {name: TOLD[name] for name in TOLD if TOLD[name] not in fates[name][1]} == {}
    assert len(FILES) >= 16
