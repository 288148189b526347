"""The hostile Word files through `govreports load`: each ends in time and memory with a sentence, a good file loads."""

from __future__ import annotations

import os
import subprocess
import time
from pathlib import Path
from shutil import copy

from tests.hostile.docx import FILES
from tests.support.commands import GOVREPORTS
from tests.support.figures import opened
from tests.support.places import SAMPLES

SECONDS, MEGABYTES = 20, 512


def test_word_files_made_to_harm_end_with_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    for name, make in FILES.items():
        (folder / name).write_bytes(make())
    copy(SAMPLES / "anju_2023.txt", folder)
    began = time.monotonic()
    with (tmp_path / "err").open("wb") as err:
        process = subprocess.Popen([GOVREPORTS, "load", folder, "--db", tmp_path / "x.db", "--lang", "en"], stderr=err)
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 1
    assert time.monotonic() - began < 2 * SECONDS  # all of them together
    assert usage.ru_maxrss / 1024 < MEGABYTES
    told = [line.partition(": ")[0] for line in (tmp_path / "err").read_text(encoding="utf-8").splitlines()]
    with opened(tmp_path / "x.db") as connection:
        log = connection.execute("SELECT name, outcome, message_zh, message FROM load_log").fetchall()
    assert {name for name, outcome, *_ in log if outcome == "loaded"} == {"anju_2023.txt"}
    assert sorted(told) == sorted(FILES) == sorted({name for name, *_ in log} - {"anju_2023.txt"})
    for name, _, zh, en in log:
        assert zh.endswith("。"), name
        assert en.endswith("."), name
        assert "The parser failed" not in en, name
