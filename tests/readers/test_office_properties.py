"""Damaged and odd Office files: nothing escapes but the error that says so, nothing is lost in silence.

GOVREPORTS_MUTATIONS sets how many damaged files a format are tried.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from random import Random

import pytest
from govreports.archives import unpack
from govreports.parse import parse
from govreports.readers import UnreadableError
from govreports.readers import docx as reader
from govreports.readers.docx import blocks, read_docx
from govreports.readers.docx.names import W
from govreports.readers.docx.plain import Peculiar, peculiar
from govreports.readers.docx.tables import Table
from govreports.readers.package import ENTRY_OF_DIRECTORY, Package
from govreports.readers.xlsx import read_xlsx
from govreports.report import Input

from benchmarks.figures import Recipe, dice, make
from benchmarks.office import HABITS, excel_report, word_report
from benchmarks.tables import Pen
from tests.readers.test_office_forms import drawn
from tests.support.office import p, r, tbl, tc, tr, word, zipped
from tests.support.volumes import mutations

MUTATIONS = mutations(500)
PEN = Pen(dice(3), frozenset())
FORM = make(Recipe(seed=3, busy=20))
WORD = word_report(FORM, PEN, frozenset({"numbered_headings", "tracked"}))
EXCEL = excel_report(FORM, PEN, frozenset())
STREWN = (b"<", b">", b'"', b"&", b"&#0;", b"\x00", b"\xff", b"-1", b"99999999999", b"w:", b"/>", b"]]>", b"<!--", b" ")


def mutated(rng: Random, data: bytes) -> bytes:
    """Bytes with some of them lost, doubled, moved or replaced."""
    for _ in range(rng.choice((1, 1, 2, 5, 20))):
        start = rng.randrange(len(data) + 1)
        end = start + rng.choice((1, 1, 2, 8, 100))
        put = rng.choice((b"", data[start:end] * 2, rng.choice(STREWN), bytes([rng.randrange(256)])))
        data = data[:start] + put + data[end:]
    return data


def harmed(rng: Random, data: bytes, parts: tuple[str, ...]) -> bytes:
    """A file harmed as a whole, or in one of its parts, which is then packed again."""
    if rng.randrange(3) == 0:
        return mutated(rng, data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        content: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist() if name in parts}
    name = rng.choice([name for name in parts if name in content])
    whole = content[name]
    assert isinstance(whole, bytes)
    return zipped({**content, name: mutated(rng, whole)})


MAIN, SHEET = "word/document.xml", "xl/worksheets/sheet1.xml"
WORD_PARTS = (MAIN, MAIN, "word/numbering.xml", "_rels/.rels", "word/_rels/document.xml.rels")
EXCEL_PARTS = (SHEET, SHEET, "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels")


def refusal(read: Callable[[bytes], object], data: bytes) -> UnreadableError | None:
    """The error with which a file is refused, None when it is read."""
    try:
        read(data)
    except UnreadableError as error:
        return error
    return None


def refused(read: Callable[[bytes], object], damage: Callable[[Random], bytes]) -> int:
    """How many damaged files are refused. Each must be read, or say something whole in both languages."""

    def check(seed: int) -> bool:
        error = refusal(read, damage(Random(seed)))  # noqa: S311 - test data
        assert error is None or (error.message_en.endswith(".") and error.message_zh.endswith("。")), error
        return error is not None

    return sum(MUTATIONS.each(check))


@pytest.mark.parametrize(
    ("read", "data", "parts"), [(read_docx, WORD, WORD_PARTS), (read_xlsx, EXCEL, EXCEL_PARTS)], ids=["docx", "xlsx"]
)
def test_nothing_escapes_but_the_error_that_says_so(
    read: Callable[[bytes], object], data: bytes, parts: tuple[str, ...]
) -> None:
    assert 0 < refused(read, lambda rng: harmed(rng, data, parts)) < MUTATIONS.tried


def test_archives_are_opened_or_refused() -> None:
    data = zipped({f"{number}.txt": "规章 | 0 | 0 | 0 |" for number in range(4)})
    assert 0 < refused(unpack, lambda rng: mutated(rng, data)) < MUTATIONS.tried


# --- the short way and the long one -----------------------------------------------------------------------------------


def _longer(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have every paragraph and table read as if it were peculiar."""
    monkeypatch.setattr(reader, "peculiar", lambda body, styles: Peculiar(set(body), peculiar(body, styles).tags))


def files() -> Iterator[bytes]:
    """Files of many kinds."""
    rng = Random(4)  # noqa: S311 - the same files each time
    for _ in range(6):
        yield word_report(*drawn(rng, HABITS))
    pieces = ["12", "3 ", " 4", "规章", "\n", "\u3000", "", "（一）", "a b", "&#160;"]
    for _ in range(40):
        cells = [p_of([piece_of(rng, rng.choice(pieces)) for _ in range(3)]) for _ in range(12)]
        made = [tc(cell * rng.choice((1, 1, 1, 2)), rng.choice(PROPERTIES)) for cell in cells]
        yield word(cells[0] + tbl(tr(*made[:4]), tr(*made[4:5]), tr(*made[5:8]), tr(*made[8:])))


PROPERTIES = ("", "", '<w:gridSpan w:val="2"/>', "<w:vMerge/>")


def piece_of(rng: Random, text: str) -> str:
    """A run whose white space is kept, or is not said to be."""
    kept = rng.choice(("", ' xml:space="preserve"'))
    return f"<w:r><w:t{kept}>{text}</w:t></w:r>"


def p_of(runs: list[str]) -> str:
    """A paragraph of these runs."""
    return f"<w:p>{''.join(runs)}</w:p>"


def test_the_short_way_reads_what_the_long_way_reads(monkeypatch: pytest.MonkeyPatch) -> None:
    for data in files():
        short = read_docx(data)
        with monkeypatch.context() as patched:
            _longer(patched)
            assert read_docx(data) == short


# --- losses that are staged -------------------------------------------------------------------------------------------

LONG = "本年度信息公开工作平稳开展各项任务按计划完成"
BOX = (
    f"<w:p>{r('正文')}<w:r><w:pict><v:textbox><w:txbxContent>{p(LONG)}</w:txbxContent></v:textbox></w:pict></w:r></w:p>"
)
NOTED = '<w:p><w:r><w:t>正文</w:t><w:footnoteReference w:id="1"/></w:r></w:p>'
NESTED = tbl(tr(tc(p("外") + tbl(tr(LONG, "1")) + p())))
SAID = "were read; missing are such as"


def said(data: bytes) -> str:
    """What a reader says of a file."""
    return " ".join(problem.message_en for problem in read_docx(data).problems)


@pytest.mark.parametrize(
    ("data", "place", "name", "instead"),
    [
        pytest.param(word(BOX), blocks.Reading, "_drawing", lambda *_: None, id="a text box"),
        pytest.param(
            word(NOTED, {"footnotes": f'<w:footnote w:id="1">{p(LONG)}</w:footnote>'}),
            blocks.Reading, "_note", lambda *_: "", id="a footnote",
        ),
        pytest.param(word(NESTED), reader, "lines", lambda found: (b for b in found if isinstance(b, str)),
                     id="a table"),
        pytest.param(word(p("甲") + tbl(tr(LONG))), blocks, "plain_table", lambda _: Table([], {}), id="cells"),
        pytest.param(word(p("甲") + p(LONG)), blocks, "plain_text", lambda each: (each.findtext(".//{*}t") or "")[:1],
                     id="the ends of paragraphs"),
        pytest.param(word(f"<w:p>{r('甲')}<w:sdt><w:sdtContent>{r(LONG)}</w:sdtContent></w:sdt></w:p>"),
                     blocks, "_GONE", {f"{W}sdt"}, id="a content control"),
        pytest.param(word(f"<w:p>{r('甲')}<w:ins>{r(LONG)}</w:ins></w:p>"),
                     blocks, "_GONE", {f"{W}ins"}, id="an insertion"),
        pytest.param(word(p("甲") + f"<w:sdt><w:sdtContent>{p(LONG)}</w:sdtContent></w:sdt>"),
                     blocks, "_GONE", {f"{W}sdt"}, id="a wrapped paragraph"),
    ],
)  # fmt: skip
def test_each_way_of_losing_text_is_noticed(
    monkeypatch: pytest.MonkeyPatch, data: bytes, place: object, name: str, instead: object
) -> None:
    assert SAID not in said(data)
    monkeypatch.setattr(place, name, instead)
    assert SAID in said(data)


def test_embedded_files_are_told_and_unknown_wrappers_are_read() -> None:
    assert "embedded" in said(word(p("甲") + '<w:altChunk r:id="x"/>'))
    inline = f"<w:p>{r('甲')}<w:unheardOf>{r('乙')}</w:unheardOf></w:p>"
    table = tbl(f"<w:unheardOf>{tr('1')}</w:unheardOf>")
    wrapped = f"<w:unheardOf>{inline}{table}</w:unheardOf>"
    document = read_docx(word(inline + wrapped))
    assert (document.text, document.problems) == ("甲乙\n甲乙\n| 1 |\n", ())


def test_a_loss_is_told_in_the_load_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blocks, "_GONE", {f"{W}sdt"})
    with zipfile.ZipFile(io.BytesIO(WORD)) as archive:
        xml = archive.read("word/document.xml").decode()
    lost = xml.replace("<w:sectPr", f"<w:sdt>{p(LONG * 40)}</w:sdt><w:sectPr")
    assert lost != xml
    parsed = parse(Input("a.docx", zipped({"word/document.xml": lost})))
    assert parsed.outcome == "loaded"
    assert SAID in parsed.message.message_en


def test_a_package_gives_up_what_is_larger_than_it_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govreports.readers.package.LARGEST_TOGETHER", 1_000)
    package = Package(zipped({"a": "x" * 600, "b": "x" * 600}))
    assert len(package.read("a")) == 600
    with pytest.raises(UnreadableError, match="larger unpacked"):
        package.read("b")


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("place", [16, 24], ids=["checksum", "size"])
@pytest.mark.parametrize("by", [-1, 1])
def test_a_part_is_what_the_list_of_parts_says_of_it(method: int, place: int, by: int) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        archive.writestr("a", "x" * 600)
    data = bytearray(made.getvalue())
    assert Package(bytes(data)).read("a") == b"x" * 600
    data[data.index(ENTRY_OF_DIRECTORY) + place] += by
    with pytest.raises(UnreadableError, match="damaged"):
        Package(bytes(data)).read("a")


@pytest.mark.parametrize("name", ["a", "正文.xml"])
def test_a_part_has_the_name_that_the_list_of_parts_gives_it(name: str) -> None:
    data = zipped({name: "x" * 600})
    assert Package(data).read(name) == b"x" * 600
    listed = name.encode()
    elsewhere = data.replace(listed, b"b" * len(listed), 1)  # the part's own header comes first
    with pytest.raises(UnreadableError, match="damaged"):
        Package(elsewhere).read(name)
