"""`datasette govreports export`, as an operator runs it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest


def export(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command."""
    command = [sys.executable, "-m", "datasette", "govreports", "export", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_folder_of_everything(extended: Path, tmp_path: Path) -> None:
    ended = export(extended, "--output", tmp_path / "data", "--address", "https://example.org/data", "--lang", "en")
    assert (ended.returncode, ended.stderr) == (0, "")
    folder = tmp_path / "data"
    assert (folder / "govreports.db").read_bytes() == extended.read_bytes()
    assert f"{len(list(folder.iterdir()))} files" in ended.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["data"], "nothing else is left"
    assert "https://example.org/data/." in (folder / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_there_is_not_overwritten(extended: Path, tmp_path: Path, language: str) -> None:
    (tmp_path / "kept").touch()
    ended = export(extended, "--output", tmp_path, "--lang", language)
    assert ended.returncode == 2
    assert ("is not empty" if language == "en" else "不是空的") in ended.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["kept"]


def test_what_is_no_database_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"no database")
    ended = export(tmp_path / "a.db", "--output", tmp_path / "data", "--lang", "en")
    assert ended.returncode == 2
    assert "a.db is not a database of this release's govreports load" in ended.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["a.db"]
