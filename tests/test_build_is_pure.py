"""The same inputs give the same bytes: no clock, no path, no locale, no order of files is in a database.

So anybody can build a published database again and compare it, and a change in the bytes is a change in the data.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

import pytest
from govreports.database import SQLITE

from tests.support.commands import govreports
from tests.support.damage import SAMPLE, copies
from tests.support.places import SAMPLES

MANIFEST = "list.csv"


def write(folder: Path, backwards: bool = False) -> Path:
    """Inputs with every outcome, written in one order or the other; folders list files as they were written."""
    contents = {path.name: path.read_bytes() for path in sorted(SAMPLES.glob("*.txt"))}
    contents |= {f"sub/copy_{path.name}": path.read_bytes() for path in sorted(copies(folder / ".made", 4).iterdir())}
    contents |= {"notice.txt": "通知".encode(), "page.txt": b"<html>", "z/again.txt": SAMPLE.read_bytes()}
    contents["a/spaced.txt"] = SAMPLE.read_bytes().replace(b"\n", b"\r\n")  # another source of the same report
    contents[f"../{MANIFEST}"] = (SAMPLES / "manifest.csv").read_bytes()
    for name in sorted(contents, reverse=backwards):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(contents[name])
    return folder


def built(
    paths: list[Path], at: Path, jobs: int = 2, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> str:
    """The hash of the database that a load of these paths gives."""
    manifest = at.parent / MANIFEST
    ran = govreports("load", *paths, "--db", at, "--jobs", str(jobs), "--manifest", manifest, env=env, cwd=cwd)
    assert ran.code == 1, ran.err  # the web page is quarantined
    return hashlib.sha256(at.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder of inputs."""
    return write(tmp_path_factory.mktemp("pure") / "inputs")


@pytest.fixture(scope="module")
def expected(inputs: Path) -> str:
    """The hash that every build of these inputs must have."""
    return built([inputs], inputs.parent / "first.db")


@pytest.mark.parametrize("jobs", [1, 2, 4])
def test_the_number_of_workers_does_not_matter(inputs: Path, expected: str, jobs: int) -> None:
    assert built([inputs], inputs.parent / f"jobs{jobs}.db", jobs) == expected


@pytest.mark.parametrize(
    "env",
    [
        {"PYTHONHASHSEED": "0"},
        {"PYTHONHASHSEED": "1"},
        {"PYTHONHASHSEED": "random"},
        {"TZ": "America/New_York", "LANG": "tr_TR.UTF-8", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"},
        {"TZ": "Asia/Shanghai", "LANG": "zh_CN.GB18030", "LC_ALL": "zh_CN.GB18030"},
        {"TZ": "UTC", "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONIOENCODING": "utf-8"},
        {"PYTHONOPTIMIZE": "1", "PYTHONDONTWRITEBYTECODE": "1", "HOME": "/nonexistent", "COLUMNS": "40"},
    ],
    ids=lambda env: ",".join(f"{name}={value}" for name, value in env.items())[:48],
)
def test_the_environment_does_not_matter(inputs: Path, expected: str, env: dict[str, str]) -> None:
    assert built([inputs], inputs.parent / "env.db", env=env) == expected


def test_the_order_in_which_files_are_named_does_not_matter(inputs: Path, expected: str) -> None:
    # The whole folder, or its parts one by one; names are then counted from each part, so here only files at its top.
    top = sorted(path for path in inputs.iterdir() if path.is_file())
    at = inputs.parent / "order.db"
    assert built(top, at) == built(top[::-1], at) == built(top[3:] + top[:3], at) != expected


def test_the_order_in_which_files_were_written_does_not_matter(tmp_path: Path, expected: str) -> None:
    backwards = write(tmp_path / "backwards", backwards=True)
    assert built([backwards], tmp_path / "x.db") == expected


def test_the_folder_does_not_matter_and_is_not_told(tmp_path: Path, expected: str) -> None:
    # Another folder, named relative to where the command runs, with other dates on its files.
    told_nowhere = "a-folder-called-owlish"
    folder = write(tmp_path / told_nowhere / "deep" / "inputs")
    for path in folder.rglob("*"):
        os.utime(path, (1, 1))
    at = folder.parent / "x.db"
    assert built([Path("deep", "inputs")], at, cwd=tmp_path / told_nowhere) == expected
    assert told_nowhere.encode() not in at.read_bytes()


def test_what_lay_there_before_does_not_matter(tmp_path: Path, expected: str) -> None:
    at = tmp_path / "x.db"
    at.write_bytes(SQLITE + os.urandom(10**6))  # a file of another kind would be refused
    (tmp_path / ".x.db.building").write_bytes(os.urandom(10**6))
    assert built([write(tmp_path / "inputs")], at) == expected


def test_two_files_of_the_same_name_are_told_apart_by_what_they_hold(tmp_path: Path) -> None:
    # Two folders, each with a report.txt: renaming the folders may not change which of the two is first.
    one, two = (path.read_bytes() for path in sorted(copies(tmp_path / "made", 2).iterdir()))
    hashes = []
    for first, second in ((one, two), (two, one)):
        for folder, data in (("a", first), ("b", second)):
            (tmp_path / folder).mkdir(exist_ok=True)
            (tmp_path / folder / "report.txt").write_bytes(data)
        assert govreports("load", tmp_path / "a", tmp_path / "b", "--db", tmp_path / "x.db").code == 0
        hashes.append(hashlib.sha256((tmp_path / "x.db").read_bytes()).hexdigest())
    assert hashes[0] == hashes[1]


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        pytest.param("anju_2023.txt", b"14285", b"14286", id="a figure"),
        pytest.param("anju_2023.txt", "开普云".encode(), "开普风".encode(), id="a word"),
        pytest.param("notice.txt", b"", b"\n", id="a file that is no report"),
    ],
)
def test_a_change_in_the_inputs_is_a_change_in_the_bytes(
    tmp_path: Path, expected: str, name: str, old: bytes, new: bytes
) -> None:
    folder = write(tmp_path / "inputs")
    data = (folder / name).read_bytes()
    assert old in data
    (folder / name).write_bytes(data.replace(old, new, 1))
    assert built([folder], tmp_path / "x.db") != expected
