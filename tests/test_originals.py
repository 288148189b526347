"""Originals beside the database: whole files under their hashes, whatever happens in between."""

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from govreports.database import BuildError
from govreports.originals import folder_of, keeper

from tests.support.commands import govreports
from tests.support.places import SAMPLES

SAMPLE = SAMPLES / "anju_2023.txt"


def names(folder: Path) -> set[str]:
    """What lies in a folder."""
    return {path.name for path in folder.iterdir()}


def test_what_is_loaded_is_kept_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "report.txt").write_bytes(SAMPLE.read_bytes())
    (tmp_path / "in" / "notice.txt").write_text("no report", encoding="utf-8")
    target = tmp_path / "out.db"
    assert govreports("load", tmp_path / "in", "--db", target, "--keep-originals").code == 0
    id = hashlib.sha256(SAMPLE.read_bytes()).hexdigest()
    assert names(folder_of(target)) == {id}
    assert (folder_of(target) / id).read_bytes() == SAMPLE.read_bytes()
    with closing(sqlite3.connect(target)) as db:
        assert db.execute("SELECT id, kept FROM documents").fetchall() == [(id, 1)]


def test_without_the_option_nothing_is_kept(tmp_path: Path) -> None:
    target = tmp_path / "out.db"
    assert govreports("load", SAMPLE, "--db", target).code == 0
    assert not folder_of(target).exists()
    with closing(sqlite3.connect(target)) as db:
        assert db.execute("SELECT kept FROM documents").fetchall() == [(0,)]


def test_originals_are_no_inputs(tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_bytes(SAMPLE.read_bytes())
    for _ in range(2):
        ran = govreports("load", tmp_path, "--db", tmp_path / "out.db", "--keep-originals", "--lang", "en")
        assert ran.out.startswith("1 files: 1 loaded")


def test_what_a_killed_build_left_does_no_harm(tmp_path: Path) -> None:
    keep = keeper(tmp_path)
    (tmp_path / ".part").write_bytes(b"half of a file")
    keep("a" * 64, b"whole")
    keep("a" * 64, b"whole")
    assert {name: (tmp_path / name).read_bytes() for name in names(tmp_path)} == {"a" * 64: b"whole"}


def test_a_folder_that_cannot_be_written_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(BuildError, match="cannot be kept"):
        keeper(tmp_path / "file")("a" * 64, b"")
