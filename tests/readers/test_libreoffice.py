"""Old Office files by way of LibreOffice: what it makes is read, and it neither hangs, nor lingers, nor leaves a trace.

The real program converts real files; a script in its place shows what happens when it fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import pytest
from govreports.executors import LimitedExecutor
from govreports.parse import parse
from govreports.readers import UnreadableError, libreoffice, read
from govreports.readers.docx import read_docx
from govreports.records import process
from govreports.report import Input

from benchmarks.figures import Recipe, dice, make
from benchmarks.office import excel_report, word_report
from benchmarks.tables import Pen
from tests.properties.test_layouts import wrong
from tests.support.commands import wait_until
from tests.support.office import p, word, zipped

FORM = make(Recipe(seed=7, busy=20))
PEN = Pen(dice(7), frozenset())
WORD = word_report(FORM, PEN, frozenset())
EXCEL = excel_report(FORM, PEN, frozenset())
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
DOC = OLE + bytes(500) + "WordDocument".encode("utf-16-le")
FORMATS = {"doc": WORD, "odt": WORD, "rtf": WORD, "xls": EXCEL}


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report in every old format, written by LibreOffice itself."""
    folder = tmp_path_factory.mktemp("old")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    for extension, data in FORMATS.items():
        source = folder / f"report.{'docx' if data is WORD else 'xlsx'}"
        source.write_bytes(data)
        command: list[str | Path] = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            extension,
            "--outdir",
            folder,
            source,
        ]
        subprocess.run([*command, source], check=True, capture_output=True, timeout=90)
    return folder


@pytest.mark.parametrize("extension", FORMATS)
def test_old_files_are_read_with_every_figure(converted: Path, extension: str) -> None:
    parsed = parse(Input("report", (converted / f"report.{extension}").read_bytes()))
    assert parsed.report, parsed.message
    assert parsed.document
    assert list(wrong(FORM, parsed.report)) == []
    values = {id: value for table in parsed.report.tables.values() for id, value in table.values.items()}
    assert values == {id: printed.value for id, printed in FORM.cells.items()}
    assert parsed.document.media_type != libreoffice.DOC.media_type or extension == "doc"


def test_a_worker_with_little_memory_can_convert(converted: Path) -> None:
    executor = LimitedExecutor(1, seconds=60, megabytes=512)
    try:
        source = Input("report.doc", (converted / "report.doc").read_bytes())
        (fate,) = executor.submit(process, (source,)).result()
    finally:
        executor.shutdown(cancel_futures=True)
    assert fate.outcome == "loaded"
    assert fate.message.message_en == "Loaded."


def test_what_is_no_document_is_refused_by_libreoffice() -> None:
    with pytest.raises(UnreadableError, match="LibreOffice cannot open this"):
        read(DOC)


# --- a script in its place --------------------------------------------------------------------------------------------


@pytest.fixture
def soffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place for a script that is found instead of LibreOffice, and for the temporary files of all."""
    (tmp_path / "bin").mkdir()
    (tmp_path / "tmp").mkdir()
    monkeypatch.setenv("PATH", f"{tmp_path}/bin:{os.environ['PATH']}")
    monkeypatch.setenv("TMPDIR", str(tmp_path / "tmp"))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path / "bin" / "soffice"


def script(path: Path, *lines: str) -> None:
    """Write a script; `$out` is where it has to leave what it makes."""
    begin = ["#!/bin/sh", 'while [ "$1" != --outdir ]; do shift; done', "out=$2"]
    path.write_text("\n".join([*begin, *lines, ""]), encoding="utf-8")
    path.chmod(0o755)


def test_the_file_is_given_and_what_comes_out_is_read(soffice: Path, tmp_path: Path) -> None:
    (tmp_path / "made.docx").write_bytes(word(p("转换后")))
    script(soffice, f'cp "$3" {tmp_path}/seen', f"cp {tmp_path}/made.docx $out/", "echo noise; echo noise >&2")
    document = read(DOC)
    assert (document.text, document.media_type) == ("转换后\n", "application/msword")
    assert (tmp_path / "seen").read_bytes() == DOC
    assert list((tmp_path / "tmp").iterdir()) == []


@pytest.mark.parametrize("lines", [("exit 1",), ("exit 0",), ("kill -9 $$",)])
def test_when_nothing_comes_out_it_is_said(soffice: Path, tmp_path: Path, lines: tuple[str, ...]) -> None:
    script(soffice, *lines)
    with pytest.raises(UnreadableError) as caught:
        read(DOC)
    assert caught.value.message_en.startswith("LibreOffice cannot open this .doc file, which may be damaged")
    assert caught.value.message_zh.endswith("。")
    assert list((tmp_path / "tmp").iterdir()) == []


def test_what_hangs_is_stopped_with_all_that_it_started(
    soffice: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(libreoffice, "SECONDS", 1)
    script(soffice, f"sh -c 'echo $$ > {tmp_path}/pid; exec sleep 600' &", "wait")
    began = time.monotonic()
    with pytest.raises(UnreadableError, match="took more than 1 seconds"):
        read(DOC)
    assert time.monotonic() - began < 15
    assert ended(tmp_path / "pid")
    assert list((tmp_path / "tmp").iterdir()) == []


def test_nothing_is_left_of_it_when_its_worker_is_killed(soffice: Path, tmp_path: Path) -> None:
    script(soffice, f"echo $$ > {tmp_path}/pid", "exec sleep 600")
    executor = LimitedExecutor(1, seconds=60)
    executor.submit(process, (Input("a.doc", DOC),))
    wait_until((tmp_path / "pid").exists, "the script has begun")
    executor.shutdown(cancel_futures=True)  # kills the worker
    wait_until(lambda: ended(tmp_path / "pid"), "the script has ended")
    wait_until(lambda: not list((tmp_path / "tmp").iterdir()), "its files are gone")


def ended(pid: Path) -> bool:
    """Whether the process that wrote its number is gone."""
    number = pid.read_text(encoding="utf-8").strip()
    try:
        state = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(") ")[2][0]
    except (FileNotFoundError, ProcessLookupError):
        return True
    return not number or state in "ZX"


def test_without_libreoffice_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    for data, extension in ((DOC, "doc"), (b"{\\rtf1}", "rtf"), (OLE + "Workbook".encode("utf-16-le"), "xls")):
        with pytest.raises(UnreadableError) as caught:
            read(data)
        assert f"Reading .{extension} files takes LibreOffice, which is not installed" in caught.value.message_en
        assert "请安装 LibreOffice" in caught.value.message_zh


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (OLE + "PowerPoint Document".encode("utf-16-le"), "made by neither Word nor Excel"),
        (zipped({"META-INF/manifest.xml": "<a/>"}), "damaged"),
        (zipped({"META-INF/manifest.xml": "<encryption-data/>", "mimetype": "x", "content.xml": "<a/>"}), "password"),
        (zipped({"META-INF/manifest.xml": "", "mimetype": "application/x", "content.xml": "<a/>"}), "neither a text"),
        (
            zipped(
                {
                    "META-INF/manifest.xml": "",
                    "mimetype": libreoffice.ODT.media_type,
                    "content.xml": '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
                }
            ),
            "DOCTYPE",
        ),
    ],
)
def test_what_needs_no_libreoffice_to_be_refused(data: bytes, said: str) -> None:
    with pytest.raises(UnreadableError, match=said):
        read(data)


@pytest.mark.parametrize("suffix", ["", "-web"])
def test_what_libreoffice_loses_of_an_open_document_is_told(soffice: Path, tmp_path: Path, suffix: str) -> None:
    office = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    content = f"<a {office}><office:body>规章甲乙丙丁</office:body></a>"
    mimetype = libreoffice.ODT.media_type + suffix
    data = zipped({"META-INF/manifest.xml": "", "mimetype": mimetype, "content.xml": content})
    (tmp_path / "made.docx").write_bytes(word(p("规章甲")))
    script(soffice, f"cp {tmp_path}/made.docx $out/")
    document = read(data)
    assert document.text == read_docx((tmp_path / "made.docx").read_bytes()).text
    assert "50.0% were read" in document.problems[0].message_en
