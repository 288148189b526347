"""Copies with replaced words: told by their signs, never a source of names, and beaten by a clean source."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from govreports.identity.words import GAMBLING
from govreports.origin import SIGNS, signs
from govreports.parse import parse
from govreports.records import process
from govreports.report import Input

from tests.support.places import SAMPLES, real_reports
from tests.versions.reports import ANJU, NANTONG, File, built, headed

TITLES = {
    ANJU: "安居区人民政府2023年政府信息公开工作年度报告",
    NANTONG: "南通市应急管理局2020年政府信息公开工作年度报告",
}
PLACES = re.compile("安居区|南通市|南通")
PINYIN = {"信": "xin", "公": "gong", "政": "zheng", "市": "shi", "区": "qu", "年": "nian", "局": "ju", "报": "bao"}
SIMPLIFIED = "开报请处数关诉讼议务结办总复维纠条规机构业书执门题进无为与电讯网页应续众听达现场实际单"
TRADITIONAL = "開報請處數關訴訟議務結辦總複維糾條規機構業書執門題進無為與電訊網頁應續眾聽達現場實際單"
OLD_FORMS = str.maketrans(SIMPLIFIED, TRADITIONAL)
TABLE = re.compile(r"(二、主动公开|二、[^\n]*\n).*?(?=五、)", re.DOTALL)


def gambled(text: str, dice: random.Random) -> str:
    """Places become names of games."""
    word = dice.choice(["澳门新葡京", "威尼斯人", "百家乐", "金沙娱乐城", "六合彩"])
    return PLACES.sub(lambda found: word + found[0][-1], text)


def masked(text: str, dice: random.Random) -> str:
    """Names lose their characters."""
    stars = "*" * dice.randint(2, 4)
    return PLACES.sub(lambda found: stars + found[0][-1], text)


def spelt(text: str, dice: random.Random) -> str:
    """Some characters of the prose become their pinyin; the tables stay."""
    return _outside_tables(
        text, lambda prose: "".join(PINYIN[c] if c in PINYIN and dice.random() < 0.2 else c for c in prose)
    )


def old_forms(text: str, dice: random.Random) -> str:
    """The prose is turned into traditional characters; the tables stay."""
    return _outside_tables(text, lambda prose: prose.translate(OLD_FORMS))


def _outside_tables(text: str, change: object) -> str:
    found = TABLE.search(text)
    assert found
    head, tables, tail = text[: found.start()], found[0], text[found.end() :]
    return change(head) + tables + change(tail)  # type: ignore[operator,no-any-return]


KINDS = {"gambling_words": gambled, "asterisks": masked, "pinyin": spelt, "traditional": old_forms}


def copies(kind: str, count: int) -> list[tuple[str, str]]:
    """Published reports and copies of them, with words replaced in one way."""
    dice = random.Random(kind)  # noqa: S311 - test data
    originals = [headed(text, title) for text, title in TITLES.items()]
    return [(originals[number % 2], KINDS[kind](originals[number % 2], dice)) for number in range(count)]


@pytest.mark.parametrize("kind", KINDS)
def test_copies_with_replaced_words_are_told(kind: str) -> None:
    for original, copy in copies(kind, 20):
        parsed = parse(Input("copy.txt", copy.encode()))
        found = parsed.report.identity.evidence if parsed.report else ()
        assert [said.source for said in found if said.field == "origin"] == [kind], copy[:80]
        (said,) = (said for said in found if said.field == "origin")
        assert said.span is not None
        assert parsed.document is not None
        assert parsed.document.text[slice(*said.span)] == said.value
        assert parsed.document.text[slice(*said.span)] not in original or kind == "gambling_words"
        assert (said.note_zh, said.note_en) == SIGNS[kind]


@pytest.mark.parametrize("kind", KINDS)
def test_no_agency_comes_from_a_copy_with_replaced_words(kind: str, tmp_path: Path) -> None:
    alone = [File(f"{n}.txt", copy, None, None, None) for n, (_, copy) in enumerate(copies(kind, 2))]
    with built(tmp_path, alone) as x:
        assert x.rows("SELECT count(*) FROM agencies") == [(0,)]
        assert x.rows("SELECT DISTINCT origin FROM reports") == [("doubtful",)], "told on the report itself"
        rows = x.rows("SELECT DISTINCT value, note_zh FROM evidence WHERE field = 'agency'")
        assert rows == [(None, "来路可疑的副本：其中的名称可能被换过，不采用。")]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("clean_first", [True, False])
def test_a_copy_loses_to_a_clean_source(kind: str, clean_first: bool, tmp_path: Path) -> None:
    ((original, copy), *_) = copies(kind, 1)
    # Even one that calls itself newer.
    bad = File("copy.txt", copy.replace("\n", "\n发布日期：2025-11-30\n", 1), None, None, None, "2026-01-01T00:00:00Z")
    clean = File("report.txt", original)
    with built(tmp_path, [clean, bad] if clean_first else [bad, clean]) as x:
        assert x.relations == {"report.txt": "current", "copy.txt": "doubtful"}
        assert x.current == {clean.slug}
        assert x.rows("SELECT name FROM agencies") == [("遂宁市安居区人民政府",)]
        assert x.counts == {"loaded": 1, "superseded": 1}
        assert x.rows("SELECT origin FROM report_summary") == [(None,)]


def test_a_copy_whose_source_is_not_certain_is_joined_to_none(tmp_path: Path) -> None:
    # Two clean reports of different bodies with the very same figures: the copy may be of either.
    ((original, copy), *_) = copies("gambling_words", 1)
    other = File("other.txt", original.replace("安居区", "柳北区"), "柳北区人民政府", "450205")
    with built(tmp_path, [File("report.txt", original), other, File("copy.txt", copy, None, None, None)]) as x:
        assert set(x.relations.values()) == {"current"}
        assert x.rows("SELECT count(*) FROM reports WHERE origin = 'doubtful'") == [(1,)]


def test_a_manifest_can_say_whose_report_a_copy_is(tmp_path: Path) -> None:
    ((original, copy), *_) = copies("asterisks", 1)
    changed = copy.replace("14285", "1")
    with built(tmp_path, [File("copy.txt", changed)]) as x:
        assert x.rows("SELECT name, origin FROM reports JOIN agencies ON agencies.id = agency_id") == [
            ("遂宁市安居区人民政府", "doubtful")
        ]
    with built(tmp_path, [File("copy.txt", changed), File("report.txt", original)]) as x:
        assert x.relations == {"copy.txt": "doubtful", "report.txt": "current"}


def test_a_copy_that_is_no_report_says_what_it_is() -> None:
    # As when the labels of the form are turned into traditional characters with all the rest.
    text = f"關於我們\n{TRADITIONAL}\n網站地圖"
    (fate,) = process((Input("copy.txt", text.encode()),))
    assert fate.outcome == "not_a_report"
    assert fate.message.message_zh.endswith(SIGNS["traditional"].zh)
    assert fate.message.message_en.endswith(SIGNS["traditional"].en)


# --- what bears no sign ---------------------------------------------------------------------------------------------

REAL_WORDS = (
    "公安机关打击治理跨境赌博工作办公室通报，全年查处赌博案件31起，收缴老虎机12台，取缔百家乐窝点2处。",
    "开展整治六合彩专项行动，捣毁六合彩窝点，老虎机市场得到净化；体育彩票投注站34个，博彩业不在本地区。",
    "与香港、澳门特别行政区的交流，粤港澳大湾区，澳门特别行政区政府，澳门特别行政区政府代表团来访。",
    "张**、李**等两名申请人；联系电话139****1234；***此处省略***",
    "移动app下载、办公oa系统、QQ群、wifi覆盖、word文档和excel表格、email投诉、http地址、2021版v2接口",
    "繁體版 | 無障礙 | 關懷版 | 網站地圖 | 電子郵件 | 請登錄",
)


@pytest.mark.parametrize("words", REAL_WORDS, ids=lambda words: str(words)[:12])
def test_words_that_real_reports_use_are_no_sign(words: str) -> None:
    text = headed(ANJU.replace("一、总体情况\n", f"一、总体情况\n{words * 3}\n"))
    assert signs(text, TITLES[ANJU]) == []


def test_published_reports_bear_no_sign() -> None:
    folder = real_reports()
    paths = [*SAMPLES.glob("*.txt"), *(folder.glob("*.txt") if folder else ())]
    for path in paths:
        parsed = parse(Input(path.name, path.read_bytes()))
        assert parsed.document is not None
        assert parsed.report is not None
        assert signs(parsed.document.text, parsed.report.identity.title) == []
    assert len(paths) >= 5


@pytest.mark.parametrize("word", GAMBLING, ids=lambda word: str(word.text))
def test_every_word_of_gambling_in_a_title_is_a_sign(word: object) -> None:
    example = word.example  # type: ignore[attr-defined]
    title = f"{example}2020年政府信息公开工作年度报告"
    assert [sign.name for sign in signs(headed(title=title), title)] == ["gambling_words"]
