"""Reports in which everything agrees give no finding; one changed figure gives those that follow, and no other."""

from __future__ import annotations

from random import Random

from govreports.checks.examples import subject_of
from govreports.checks.rules import Example
from govreports.checks.single import single_results
from govreports.checks.subject import Subject
from govreports.form import ID_OF
from govreports.report import Value
from hypothesis import given
from hypothesis import strategies as st

from tests.support.tables import sound_requests, sound_reviews

SEEDS = st.integers(0, 2**32)
RECEIVED = (
    "全年共收到政府信息公开申请{}件",
    "本年度新收公民、法人和其他组织政府信息公开申请{}件",
    "我局今年收到信息公开申请 {} 件",
)
HANDLED = ("办结政府信息公开申请{}件", "已办结{}件")
OVER = ("上年结转{}件", "上年度结转政府信息公开申请{}件")
FORWARD = ("结转下年度{}件", "结转至下一年度继续办理{}件")
RECONSIDERED = ("因政府信息公开引起的复议{}件", "不服政府信息公开答复提起复议{}件")
SUED = ("因政府信息公开被提起诉讼{}件", "因政府信息公开工作引发的诉讼案件{}起")
ADDRESSES = {
    "T1": ("requests", "new", "total"),
    "T2": ("requests", "carried_over", "total"),
    "T3": ("requests", "total", "total"),
    "T4": ("requests", "carried_forward", "total"),
    "T5": ("reviews", "reconsideration", "total"),
    "T6": ("reviews", "litigation_direct", "total"),
}
AFTER = ID_OF["reviews", "litigation_after_reconsideration", "total"]


def agreeing(seed: int) -> Subject:
    """A report of 2023 whose tables add up and whose narrative says what they say."""
    dice = Random(seed)  # noqa: S311 - test data
    values: dict[int, Value] = {**sound_requests("2021", seed), **sound_reviews(seed)}
    if not values[ID_OF["reviews", "reconsideration", "total"]]:  # then no suit can follow one
        for column in ("upheld", "corrected", "other", "pending", "total"):
            values[ID_OF["reviews", "litigation_after_reconsideration", column]] = 0
    empty = subject_of(Example())
    figures = {id: values.get(id, value) for id, value in empty.values.items()}
    told = {rule: figures[ID_OF[address]] for rule, address in ADDRESSES.items()}
    suits = (told["T6"] or 0) + (figures[AFTER] or 0)
    said = [
        "，".join(
            dice.choice(ways).format(told[rule])
            for rule, ways in (("T1", RECEIVED), ("T2", OVER), ("T3", HANDLED), ("T4", FORWARD))
        ),
        f"{dice.choice(RECONSIDERED).format(told['T5'])}、{dice.choice(SUED).format(suits)}",
    ]
    dice.shuffle(said)
    text = "2023年，工作有序推进。" + "。".join(said) + "。公开信息9条，其中网站公开5条，微信公开4条。"
    return empty._replace(text=text, opening=empty.opening._replace(end=len(text)), values=figures)


def answers(subject: Subject) -> dict[bool | None, list[str]]:
    """The ids of the rules by their answer."""
    found: dict[bool | None, list[str]] = {True: [], False: [], None: []}
    for result in single_results(subject):
        found[result.held].append(result.check_id)
    return found


@given(SEEDS)
def test_what_agrees_gives_no_finding(seed: int) -> None:
    found = answers(agreeing(seed))
    assert found[False] == []
    assert set(found[True]) >= {"T1", "T2", "T3", "T4", "T5", "T6", "T8", "N1", "N2", "N3"}


@given(SEEDS, st.sampled_from(sorted(ADDRESSES)), st.integers(1, 50))
def test_one_changed_figure_gives_what_follows_from_it(seed: int, rule: str, more: int) -> None:
    subject = agreeing(seed)
    id = ID_OF[ADDRESSES[rule]]
    changed = subject._replace(values={**subject.values, id: (subject.values[id] or 0) + more})
    assert answers(changed)[False] == [rule]


@given(SEEDS, st.sampled_from(sorted(ADDRESSES)))
def test_one_unread_figure_leaves_its_rule_open(seed: int, rule: str) -> None:
    subject = agreeing(seed)
    id = ID_OF[ADDRESSES[rule]]
    unread = subject._replace(values={**subject.values, id: None})
    found = answers(unread)
    assert found[False] == []
    assert rule in found[None]
