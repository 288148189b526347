"""One body over the years: what follows from one report for the next, spelled out by hand."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
from govreports.checks.series import Year, gap_results, year_results
from govreports.checks.subject import Result
from govreports.form import FIGURES, ID_OF, Edition
from govreports.report import Value
from hypothesis import given
from hypothesis import strategies as st

APPLICANTS = ("natural_person", "business", "research", "public_interest", "legal_service", "other", "total")


def year(number: int, edition: Edition = "2021", /, **changed: Value) -> Year:
    """A report in which every figure is 0 but those named, as `requests__carried_over__total`."""
    values: dict[int, Value] = {figure.id: 0 for figure in FIGURES if edition in figure.editions}
    for name, value in changed.items():
        table, row, column = name.split("__")
        values[ID_OF[table, row, column]] = value
    return Year(number, number, edition, values)


def results(*years: Year) -> list[tuple[int, Result]]:
    """What the rules say of one body's reports."""
    found = list(gap_results([year.year for year in years]))
    for before, now in pairwise(years):
        if now.year == before.year + 1:
            found += [(now.report_id, result) for result in year_results(before, now)]
    return found


def failed(*years: Year) -> list[tuple[int, str, str, Value, Value]]:
    """Report, rule, place, expected and actual of each failure."""
    found = [(id, result.finding) for id, result in results(*years) if result.held is False]
    return [(id, f.check_id, f.location, f.expected, f.actual) for id, f in found if f]


def counted(*years: Year) -> Counter[tuple[str, bool | None]]:
    return Counter((result.check_id, result.held) for _, result in results(*years))


def test_years_of_zeros_contradict_nothing() -> None:
    assert failed(year(2021), year(2022), year(2023)) == []
    assert counted(year(2021), year(2022)) == {
        ("Y1", True): 1,
        ("R6", True): 7,
        ("R7", True): 2,
        ("Y2", True): 1,
        ("Y3", None): 1,
    }
    assert counted(year(2019, "2019"), year(2020, "2019")) == {
        ("Y1", True): 1,
        ("R6", True): 7,
        ("R8", True): 5,
        ("Y2", True): 1,
        ("Y3", None): 1,
    }


def test_one_report_alone_is_held_against_nothing() -> None:
    assert counted(year(2021)) == Counter()


def test_what_was_carried_forward_is_taken_over() -> None:
    before = year(2021, requests__carried_forward__business=3, requests__carried_forward__total=3)
    right = year(2022, requests__carried_over__business=3, requests__carried_over__total=3)
    assert failed(before, right) == []
    wrong = year(2022, requests__carried_over__business=2, requests__carried_over__total=3)
    assert failed(before, wrong) == [(2022, "R6", "carried_over", 3, 2)]


def test_columns_that_differ_are_one_finding() -> None:
    before = year(2021, requests__carried_forward__business=3, requests__carried_forward__total=3)
    assert failed(before, year(2022)) == [(2022, "R6", "carried_over", 3, 0)]
    assert counted(before, year(2022))["R6", True] == 5
    assert counted(before, year(2022))["R6", False] == 1
    (finding,) = [result.finding for _, result in results(before, year(2022)) if result.finding]
    assert finding.cells == ("carried_over.business", "carried_over.total")


def test_documents_in_force() -> None:
    before = year(2021, proactive__regulations__in_force=10)
    right = year(
        2022,
        proactive__regulations__issued=2,
        proactive__regulations__repealed=1,
        proactive__regulations__in_force=11,
    )
    assert failed(before, right) == []
    assert failed(before, year(2022)) == [(2022, "R7", "regulations", 10, 0)]


def test_items_of_the_year_before() -> None:
    before = year(2019, "2019", proactive__licensing__prior=5, proactive__licensing__change=-2)
    assert failed(before, year(2020, "2019", proactive__licensing__prior=3)) == []
    assert failed(before, year(2020, "2019")) == [(2020, "R8", "licensing", 3, 0)]


def test_nothing_is_compared_over_the_change_of_edition_or_over_a_gap() -> None:
    old = year(2020, "2019", proactive__licensing__prior=5)
    new = year(2021, proactive__regulations__in_force=4)
    assert failed(old, new) == []
    far = year(2023, requests__carried_over__total=9)
    assert failed(new, far) == [(2023, "Y1", "year", None, None)]


@pytest.mark.parametrize(
    ("before", "now", "wrong"),
    [
        (1424.4, 14_244_000.0, True),
        (251_000.0, 25.1, True),
        (1.0, 999.0, False),
        (0, 5000.0, False),
        (None, 1.0, False),
    ],
)
def test_money_that_leaps(before: Value, now: Value, wrong: bool) -> None:
    found = failed(year(2021, proactive__fees__amount=before), year(2022, proactive__fees__amount=now))
    assert found == ([(2022, "Y2", "fees", before, now)] if wrong else [])


def test_the_same_figures_again() -> None:
    # Ten figures other than 0, and none that next year would have to change.
    busy = {f"proactive__{row}__decisions": 7 for row in ("licensing", "penalties", "coercion")}
    busy |= {f"requests__granted__{column}": 3 for column in APPLICANTS}
    assert [found[:2] for found in failed(year(2021, **busy), year(2022, **busy))] == [(2022, "Y3")]
    assert failed(year(2021, **busy), year(2022, **{**busy, "requests__granted__other": 4})) == []
    few = dict(list(busy.items())[:9])
    assert failed(year(2021, **few), year(2022, **few)) == []


@given(st.integers(0, 99), st.integers(0, 99), st.sampled_from(APPLICANTS))
def test_an_unread_figure_is_not_assessable(forward: int, over: int, column: str) -> None:
    for before, now in ((None, over), (forward, None)):
        years = (
            year(2021, **{f"requests__carried_forward__{column}": before}),
            year(2022, **{f"requests__carried_over__{column}": now}),
        )
        assert failed(*years) == []
        assert counted(*years)["R6", None] == 1
