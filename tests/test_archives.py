"""Archives: each member an input of its own, named after both, and nothing that an archive holds can do harm."""

from __future__ import annotations

import bz2
import gzip
import hashlib
import io
import struct
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from govreports import archives
from govreports.archives import Member, may_be_archive, unpack
from govreports.readers import UnreadableError

from tests.support.commands import govreports
from tests.support.damage import SAMPLE, VARIED, copies
from tests.support.figures import opened
from tests.support.office import p, tbl, tr, word

REPORT = SAMPLE.read_bytes()


def other(number: int) -> bytes:
    """Another report."""
    return REPORT.replace("安居区".encode(), "某区".encode()).replace(VARIED, b"%d" % (200_000 + number))


def zip_of(members: Iterable[tuple[str | bytes, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A zip with these members; a name in bytes stands there as it is, without a word on its charset."""
    made = io.BytesIO()
    raw: dict[bytes, bytes] = {}
    with zipfile.ZipFile(made, "w", method) as archive:
        for number, (name, data) in enumerate(members):
            shown = name if isinstance(name, str) else f"{number:02}".ljust(len(name), "x")
            if isinstance(name, bytes):
                raw[shown.encode()] = name
            archive.writestr(zipfile.ZipInfo(shown), data, method)
    whole = made.getvalue()
    for stand_in, own in raw.items():
        whole = whole.replace(stand_in, own)
    return whole


def tar_of(members: Iterable[tuple[str, bytes]], format: int = tarfile.PAX_FORMAT, encoding: str = "utf-8") -> bytes:  # noqa: A002 - as tarfile calls it
    """A tar with these members."""
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=format, encoding=encoding) as archive:
        for name, data in members:
            info = tarfile.TarInfo(name)
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return made.getvalue()


def names(data: bytes) -> list[str]:
    """The names of an archive's members."""
    assert may_be_archive(data)
    return [member.name for member in unpack(data) or ()]


def only(data: bytes) -> Member:
    """The one member of an archive."""
    members = unpack(data)
    assert members
    assert len(members) == 1
    return members[0]


# --- names ------------------------------------------------------------------------------------------------------------

CHINESE = "2023年报/甲局.docx"


@pytest.mark.parametrize(
    "data",
    [
        zip_of([(CHINESE, b"1")]),
        zip_of([(CHINESE.encode("gbk"), b"1")]),
        zip_of([(CHINESE.encode("utf-8"), b"1")]),
        tar_of([(CHINESE, b"1")]),
        tar_of([(CHINESE, b"1")], tarfile.GNU_FORMAT),
        tar_of([(CHINESE, b"1")], tarfile.GNU_FORMAT, "gbk"),
        gzip.compress(tar_of([(CHINESE, b"1")])),
    ],
    ids=["zip", "zip in GBK", "zip in UTF-8, not said", "tar", "GNU tar", "GNU tar in GBK", "tar.gz"],
)
def test_chinese_names_come_out_right(data: bytes) -> None:
    assert names(data) == [CHINESE]


def test_names_lead_nowhere_and_are_in_order_each_once() -> None:
    members = [
        ("b.txt", b"1"), ("../../etc/passwd", b"2"), ("/a.txt", b"3"), ("c\\d.txt", b"4"), ("b.txt", b"5"),
        ("b.txt", b"5"), ("e/", b""), (".hidden", b"6"), ("x/.git/config", b"7"),
        ("__MACOSX/b.txt", b"8"), ("../", b"9"),
    ]  # fmt: skip
    expected = ["a.txt", "b.txt", "b.txt#2", "b.txt#3", "c/d.txt", "etc/passwd"]
    with pytest.warns(UserWarning, match="Duplicate name"):
        data = zip_of(members)
    assert names(data) == expected
    assert names(tar_of(members)) == expected


def test_a_document_is_no_archive() -> None:
    assert not may_be_archive(word(p("甲")))
    stored = zip_of([("a.docx", word(p("甲")))], zipfile.ZIP_STORED)
    assert may_be_archive(stored)
    assert names(stored) == ["a.docx"]
    # A document that does not begin as documents do is found out when it is opened.
    assert unpack(zip_of([("zzz.xml", b"1"), ("[Content_Types].xml", b"2")])) is None
    assert not any(map(may_be_archive, (REPORT, b"", b"%PDF-1.7", b"\xd0\xcf\x11\xe0")))


# --- limits -----------------------------------------------------------------------------------------------------------


def _overwritten(data: bytes, offset: int, value: int) -> bytes:
    """A zip of one member with another number in its directory."""
    at = data.rfind(b"PK\x01\x02") + offset
    return data[:at] + struct.pack("<H", value) + data[at + 2 :]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04" + bytes(99), "damaged"),
        (zip_of([("a", REPORT)])[:-30], "damaged"),
        (b"PK\x05\x06" + bytes(18), "holds no file"),
        (zip_of([(".a", b"1"), ("b/", b"")]), "holds no file"),
        (zip_of((f"{n}", b"") for n in range(5_001)), "more than 5000 files"),
        (zip_of((f"{n}", b"") for n in range(10_001)), "more than 5000 files"),
        (zip_of([("a", bytes(9 * 2**20))]), "larger than 128 MB, or one of its files is too large"),
        (zip_of(((f"{n}", bytes(70 * 2**20)) for n in range(1)), zipfile.ZIP_STORED), "too large"),
        (tar_of([("a", bytes(65 * 2**20))]), "too large"),
        (tar_of((f"{n}", b"") for n in range(5_001)), "more than 5000 files"),
        (gzip.compress(bytes(200 * 2**20)), "too large"),
        (gzip.compress(REPORT), "no tar archive is inside"),
        (gzip.compress(tar_of([("a", REPORT)]))[:-500], "damaged"),
        (gzip.compress(tar_of([("a", REPORT)]))[:500] + bytes(500), "damaged"),
        (tar_of([("a", REPORT)])[:900], "damaged"),
        (b"\x1f\x8b" + bytes(50), "damaged"),
    ],
)  # fmt: skip
def test_an_archive_that_cannot_be_opened_is_refused_with_a_sentence(data: bytes, said: str) -> None:
    assert may_be_archive(data)
    with pytest.raises(UnreadableError) as caught:
        unpack(data)
    assert said in caught.value.message_en
    assert caught.value.message_en.endswith(".")
    assert caught.value.message_zh.endswith("。")


def test_members_that_cannot_be_had_are_refused_by_themselves() -> None:
    good = zip_of([("a", REPORT)])
    spoilt = good.replace(good[60:64], b"\xff\xff\xff\xff", 1)
    assert [(m.name, m.data) for m in unpack(good) or ()] == [("a", REPORT)]
    for data, said in (
        (_overwritten(good, 8, 1), "password"),
        (_overwritten(good, 10, 14), "method"),
        (spoilt, "damaged"),
    ):
        member = only(data)
        assert member.refused
        assert said in member.refused.message_en
        assert member.refused.message_zh.endswith("。")


def test_links_in_a_tar_are_not_followed() -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        link = tarfile.TarInfo("a")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    member = only(made.getvalue())
    assert member.refused
    assert "not a regular file" in member.refused.message_en


def test_all_members_together_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "LARGEST_TOGETHER", 4 * len(REPORT))
    for make in (zip_of, tar_of, lambda members: gzip.compress(tar_of(members))):
        assert len(unpack(make([(f"{n}", other(n)) for n in range(2)])) or ()) == 2
        with pytest.raises(UnreadableError):
            unpack(make([(f"{n}", other(n)) for n in range(5)]))


def test_bzip2_is_not_taken_for_an_archive() -> None:
    assert not may_be_archive(bz2.compress(tar_of([("a", REPORT)])))


# --- loading ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """A folder of files and archives with every fate."""
    folder = tmp_path / "inputs"
    copies(folder, 2)
    document = word(p("2023年某局政府信息公开工作年度报告") + tbl(tr("规章", "1", "2", "3")))
    inner = zip_of([("x.txt", other(9))])
    members: list[tuple[str | bytes, bytes]] = [
        ("甲.txt".encode("gbk"), other(1)),
        ("乙.docx", document),
        ("通知.txt", "通知".encode()),
        ("in.zip", inner),
        ("again.txt", (folder / "report_00001.txt").read_bytes()),
    ]
    (folder / "m.zip").write_bytes(zip_of(members))
    (folder / "a.tar.gz").write_bytes(gzip.compress(tar_of([("r.txt", other(2)), ("same.txt", other(1))]), mtime=0))
    (folder / "bad.zip").write_bytes(b"PK\x03\x04" + bytes(50))
    return folder


def test_members_are_inputs_and_the_counts_add_up(inputs: Path, tmp_path: Path) -> None:
    ran = govreports("load", inputs, "--db", tmp_path / "x.db", "--lang", "en")
    assert ran.code == 1
    assert ran.out.startswith("10 files: 4 loaded, 2 duplicate, 0 superseded, 2 not_a_report, 2 quarantined.")
    with opened(tmp_path / "x.db") as connection:
        log = connection.execute("SELECT name, outcome, message, document_id FROM load_log ORDER BY id").fetchall()
        kept = connection.execute("SELECT id, name FROM documents").fetchall()
    assert [(name, outcome) for name, outcome, *_ in log] == [
        ("a.tar.gz/r.txt", "loaded"),
        ("a.tar.gz/same.txt", "loaded"),
        ("bad.zip", "quarantined"),
        ("m.zip/again.txt", "loaded"),
        ("m.zip/in.zip", "quarantined"),
        ("m.zip/乙.docx", "not_a_report"),
        ("m.zip/甲.txt", "duplicate"),
        ("m.zip/通知.txt", "not_a_report"),
        ("report_00000.txt", "loaded"),
        ("report_00001.txt", "duplicate"),
    ]
    told = {name: message for name, _, message, _ in log}
    assert told["report_00001.txt"] == "The same bytes as m.zip/again.txt."
    assert told["m.zip/甲.txt"] == "The same bytes as a.tar.gz/same.txt."
    ids = {name: id for name, _, _, id in log}
    assert ids["a.tar.gz/r.txt"] == hashlib.sha256(other(2)).hexdigest()
    assert dict(map(reversed, kept))["a.tar.gz/r.txt"] == ids["a.tar.gz/r.txt"]


def test_a_load_of_archives_is_pure(inputs: Path, tmp_path: Path) -> None:
    hashes = set()
    for number, jobs in enumerate(("1", "2", "3")):
        govreports("load", inputs, "--db", tmp_path / f"{number}.db", "--jobs", jobs)
        hashes.add(hashlib.sha256((tmp_path / f"{number}.db").read_bytes()).hexdigest())
    assert len(hashes) == 1


def test_manifests_name_members_and_whole_archives(inputs: Path, tmp_path: Path) -> None:
    manifest = "file,year\nm.zip,2011\nm.zip/again.txt,2012\na.tar.gz/r.txt,2013\na.tar.gz/gone.txt,2014\n"
    (inputs / "manifest.csv").write_text(manifest, encoding="utf-8")
    (inputs / "m.zip").write_bytes(zip_of([("again.txt", other(3)), ("whole.txt", other(4))]))
    ran = govreports("load", inputs, "--db", tmp_path / "x.db", "--lang", "en")
    assert ran.err.splitlines()[-1] == "a.tar.gz/gone.txt of the manifest is not among the inputs."
    with opened(tmp_path / "x.db") as connection:
        years = dict(
            connection.execute("SELECT name, year FROM reports JOIN documents ON documents.id = document_id").fetchall()
        )
    assert (years["m.zip/again.txt"], years["m.zip/whole.txt"], years["a.tar.gz/r.txt"]) == (2012, 2011, 2013)
