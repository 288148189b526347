"""The rules over one report: each with an example that fails it, one that passes it, and one that leaves it open."""

from __future__ import annotations

import pytest
from govreports.checks import RULES
from govreports.checks.examples import findings_of, subject_of
from govreports.checks.rules import Example, Rule
from govreports.checks.single import single_results
from govreports.checks.subject import Result

ARITHMETIC = ("R1", "R2", "R3", "R4", "R5")
SINGLE = [rule for rule in RULES if not rule.example.beside and rule.id not in ARITHMETIC]


def results(example: Example, check_id: str) -> list[Result]:
    """What one rule says of an example."""
    return [result for result in single_results(subject_of(example)) if result.check_id == check_id]


def held(example: Example, check_id: str) -> set[bool | None]:
    """The answers of one rule to an example."""
    return {result.held for result in results(example, check_id)}


@pytest.mark.parametrize("rule", SINGLE, ids=lambda rule: rule.id)
def test_the_example_of_a_rule_fails_it_and_says_so_in_both_languages(rule: Rule) -> None:
    found = [result.finding for result in results(rule.example, rule.id) if result.held is False]
    assert found
    for finding in found:
        assert finding
        assert finding.check_id == rule.id
        assert finding.message_zh.endswith("。")
        assert finding.message_en.endswith(".")
        assert "None" not in finding.message_zh + finding.message_en


@pytest.mark.parametrize("rule", SINGLE, ids=lambda rule: rule.id)
def test_a_failure_and_nothing_else_has_a_finding(rule: Rule) -> None:
    for result in single_results(subject_of(rule.example)):
        assert (result.held is False) == (result.finding is not None)


def test_a_report_of_zeros_that_says_nothing_contradicts_nothing() -> None:
    quiet = subject_of(Example())
    assert {result.check_id for result in single_results(quiet) if result.held is False} == set()


NEW = ("requests", "new", "total")
FORWARD = ("requests", "carried_forward", "total")
AFTER = ("reviews", "litigation_after_reconsideration", "total")

PASSING = {
    "T1": Example(opening="全年收到信息公开申请9件。", figures=((*NEW, 9),)),
    "T2": Example(opening="信息公开申请上年结转0件。"),
    "T3": Example(opening="办结信息公开申请4件。", figures=(("requests", "total", "total", 4),)),
    "T4": Example(opening="信息公开申请结转下年1件。", figures=((*FORWARD, 1),)),
    "T5": Example(opening="未发生因信息公开引起的复议。"),
    "T6": Example(
        opening="因信息公开引起的诉讼3件。",
        figures=(("reviews", "litigation_direct", "total", 1), (*AFTER, 2)),
    ),
    "T7": Example(opening="今年未制发规范性文件。"),
    "T8": Example(opening="公开信息7条，其中网站公开4条，微信公开3条。"),
    "T9": Example(opening="收到信息公开申请3件，办结2件，办结率66.7%。"),
    "N1": Example(figures=((*NEW, 9),)),
    "N2": Example(),
    "N3": Example(figures=((*AFTER, 1), ("reviews", "reconsideration", "total", 1))),
    "N4": Example(figures=(("proactive", "fees", "amount", 3.5),)),
    "E1": Example(edition="2019", year=2020),
    "E2": Example(edition="2019", year=2020),
    "L1": Example(kind="department", published_on="2024-01-31"),
    "F1": Example(closing="发出收费通知2件。", figures=(("requests", "other_fee_unpaid", "total", 2),)),
}
OPEN = {
    "T1": Example(opening="全年收到信息公开申请9件。", absent=("requests",)),
    "T2": Example(),
    "T3": Example(opening="办结信息公开申请4件。今年办结信息公开申请5件。"),  # two statements
    "T4": Example(opening="全市信息公开申请9件，结转下年1件。", year=2023, figures=(), absent=("requests",)),
    "T5": Example(opening="复议、诉讼共1件。"),
    "T6": Example(opening="因信息公开引起的诉讼若干。"),
    "T7": Example(edition="2019", opening="今年未制发规范性文件。"),
    "T8": Example(opening="公开信息9条，其中网站公开4条，微信公开3条。"),
    "T9": Example(opening="办结率100%。"),
    "N2": Example(absent=("proactive", "requests", "reviews")),
    "N3": Example(absent=("reviews",)),
    "E2": Example(absent=("requests",)),
    "L1": Example(kind="township", published_on="2024-05-01"),
    "F1": Example(),
}


@pytest.mark.parametrize("rule", SINGLE, ids=lambda rule: rule.id)
def test_each_rule_passes_what_is_right(rule: Rule) -> None:
    assert held(PASSING[rule.id], rule.id) == {True}


@pytest.mark.parametrize("check_id", OPEN)
def test_what_cannot_be_decided_is_left_open(check_id: str) -> None:
    assert held(OPEN[check_id], check_id) == {None}


def test_a_figure_that_was_not_read_leaves_open_what_needs_it() -> None:
    subject = subject_of(Example(edition="2019", year=2020, opening="收到信息公开申请9件。"))
    unread = subject._replace(values=dict.fromkeys(subject.values))
    answers = {(result.check_id, result.held) for result in single_results(unread)}
    assert {held for check_id, held in answers if check_id in ("T1", "N1", "N3", "N4")} == {None}


def test_a_statement_about_an_area_is_not_held_against_one_body() -> None:
    example = Example(opening="全区收到信息公开申请9件。")
    assert held(example, "T1") == {None}
    area = subject_of(example)._replace(scope="area")
    assert {result.held for result in single_results(area) if result.check_id == "T1"} == {False}


@pytest.mark.parametrize(
    ("kind", "name", "published_on", "answer"),
    [
        ("government", "柳州市人民政府", "2024-03-31", True),
        ("government", "柳州市人民政府", "2024-04-01", False),
        ("department", "柳州市教育局", "2024-01-31", True),
        ("department", "柳州市教育局", "2024-02-01", False),
        # The office of a government may report for the government.
        ("department", "柳州市人民政府办公室", "2024-01-31", True),
        ("department", "柳州市人民政府办公室", "2024-03-31", None),
        ("department", "柳州市人民政府办公室", "2024-04-01", False),
        ("township", "白沙镇人民政府", "2024-01-31", True),
        ("township", "白沙镇人民政府", "2024-02-01", None),
        ("institution", "南通市档案馆", "2024-02-01", None),
        (None, None, "2024-02-01", None),
        ("government", "柳州市人民政府", None, None),
    ],
)
def test_the_law_has_a_date_for_each_kind_of_body(
    kind: str | None, name: str | None, published_on: str | None, answer: bool | None
) -> None:
    assert held(Example(kind=kind, name=name, published_on=published_on), "L1") == {answer}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_finds_its_own_example(rule: Rule) -> None:
    found = findings_of(rule)
    assert found
    assert found[0].check_id == rule.id
    assert found[0].message_zh.endswith("。")
    assert found[0].message_en.endswith(".")


def test_ids_are_unique_and_every_rule_is_told_in_both_languages() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    for rule in RULES:
        for text in (rule.title, rule.meaning, rule.correction):
            assert text.zh
            assert text.en


def test_a_count_that_is_none_is_found_beside_amounts_with_decimals() -> None:
    amount, odd = ("proactive", "fees", "amount", 3.5), ("proactive", "penalties", "decisions", 3.5)
    told = [held(Example(figures=figures), "N1") for figures in ((amount,), (odd,), (amount, odd))]
    assert told == [{True}, {True, False}, {True, False}]
    (found,) = (result for result in results(Example(figures=(amount, odd)), "N1") if result.finding)
    assert found.finding
    assert found.finding.cells == ("penalties_decisions",)
