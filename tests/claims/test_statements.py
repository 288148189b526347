"""What the narrative says of the tables' figures: every sentence here was written and read by hand."""

from __future__ import annotations

import pytest
from govreports.claims import sentences, statements
from govreports.claims.statements import _MAY_COUNT, SUBJECTS
from govreports.claims.words import WORDS
from govreports.spans import Span

YEAR = 2020


def said(text: str, *names: str) -> list[tuple[str, int]]:
    """Subject and value of each statement in a text about 2020."""
    return [(found.subject, found.value) for found in statements(sentences(text, Span(0, len(text))), YEAR, names)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020年，我局共收到政府信息公开申请12件。", [("received", 12)]),
        ("我局今年共收到信息公开9件（其中来局申请2件），办结9件，办结率100%。", [("received", 9), ("handled", 9)]),
        (
            "2020年,全区依申请公开93件,上年结转0件,现已办结80件,结转下年度继续办理13件。",
            [("received", 93), ("carried_over", 0), ("handled", 80), ("carried_forward", 13)],
        ),
        ("全年新收政府信息公开申请1,234件，办结１，２００件。", [("received", 1234), ("handled", 1200)]),
        ("共收到公民、法人和其他组织提出的政府信息公开申请二十一件。", [("received", 21)]),
        ("本机关收到政府信息公开申请数量为 3 件；结转下年1件。", [("received", 3)]),
        ("全年未收到政府信息公开申请。", [("received", 0)]),
        ("没有收到任何信息公开申请。", [("received", 0)]),
        ("2020年，不服政府信息公开答复产生的行政诉共3项。", [("suits", 3)]),
        ("因政府信息公开引起的复议2件、诉讼1件。", [("reconsiderations", 2), ("suits", 1)]),
        ("没有发生因政府信息公开申请复议、提起诉讼的情况。", [("reconsiderations", 0), ("suits", 0)]),
        ("未发生因政府信息公开引起的诉讼。", [("suits", 0)]),
        ("2020年，我区共收到公开申请93件，上年结转0件；年内办结80件。", [("received", 93), ("carried_over", 0)]),
        ("2020年，本局没有收到公开申请。", [("received", 0)]),
        ("因对本局信息公开答复不满意而引起的行政诉讼有3项。", [("suits", 3)]),
        ("本年度制发行政规范性文件三件。", [("normative_documents", 3)]),
        ("收到信息公开申请9件，其中网上申请3件，办结9件。", [("received", 9)]),
    ],
)
def test_what_is_said_plainly_is_taken(text: str, expected: list[tuple[str, int]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "网上收到政府信息公开申请9件。",  # a part
        "其中收到信息公开申请9件。",
        "上半年收到信息公开申请3件。",
        "2019年收到信息公开申请8件，2020年收到9件。",  # two years
        "自条例施行以来收到信息公开申请80件。",
        "比上年多收到信息公开申请3件。",
        "收到信息公开申请100余件。",
        "收到信息公开申请近百件。",
        "收到信息公开申请约9件。",
        "收到信息公开申请3件至5件。",
        "收到信访投诉12件，办结12件。",
        "收到建议提案9件，信息公开申请答复率100%。",
        "收到行政许可申请9件。",  # nothing of disclosure
        "收到复议申请3件。",
        "审理信息公开复议3件。",
        "因政府信息公开引起的复议、诉讼共3件。",  # both together
        "复议纠正信息公开答复1件。",
        "按时办结信息公开申请9件。",  # of those settled
        "答复信息公开申请9件。",
        "未收到有效的信息公开申请。",
        "无未办结信息公开申请。",
        "未办结信息公开申请0件。",
        "受理信息公开申请9件。",
        "教育局收到信息公开申请9件。",
        "“收到信息公开申请9件”的说法有误。",
        "收到信息公开申请一二件。",
        "收到信息公开申请1.5件。",
        "全年公开规范性文件3件。",
    ],
)
def test_what_is_not_certain_is_not_taken(text: str) -> None:
    assert said(text) == []


def test_a_body_may_call_itself_by_name() -> None:
    text = "柳北区教育局全年收到信息公开申请3件。"
    assert said(text) == []
    assert said(text, "柳北区教育局") == [("received", 3)]


def test_the_sentence_and_the_number_are_evidence() -> None:
    text = "一、概况。\n全区依申请公开93件，结转下年13件。后文。"
    first, second = statements(sentences(text, Span(0, len(text))), YEAR)
    assert text[slice(*first.sentence)] == "全区依申请公开93件，结转下年13件"
    assert [text[slice(*found.span)] for found in (first, second)] == ["93", "13"]
    assert (first.area, second.area) == (True, False)


def test_only_the_stretch_asked_for_is_read() -> None:
    text = "收到信息公开申请1件。收到信息公开申请2件。"
    assert [found.value for found in statements(sentences(text, Span(11, len(text))), YEAR)] == [2]


@pytest.mark.parametrize("word", WORDS, ids=lambda word: word.text)
def test_the_example_of_each_word_is_understood(word: object) -> None:
    example, text, role = word.example, word.text, word.role  # type: ignore[attr-defined]
    assert text in example
    found = said(example)
    if role == "in_time":
        assert found == []
    else:
        assert {value for _, value in found} == ({0} if "3" not in example else {3})


def test_no_word_stands_twice() -> None:
    texts = [word.text for word in WORDS]
    assert sorted(texts) == sorted(set(texts))


def test_a_clause_that_counts_has_one_of_the_characters_looked_for() -> None:
    # What is looked for before a sentence is read word by word.
    for subject, needed, _ in SUBJECTS:
        telling = [{word.text for word in WORDS if word.role == role} for role in needed]
        assert any(all(_MAY_COUNT.search(text) for text in texts) for texts in telling), subject
