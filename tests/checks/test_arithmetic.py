"""The arithmetic of a report, R1 to R5: what holds, what fails, what cannot be assessed, and which figure is suspect.

What each rule covers is spelled out here once more, from the form as printed, so that the rules cannot vouch for
themselves.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pytest
from govreports.checks.catalogue import ARITHMETIC
from govreports.checks.engine import arithmetic
from govreports.form import BY_ID, EDITIONS, ID_OF, Edition, TableName
from govreports.report import Finding, Table, Value
from hypothesis import given
from hypothesis import strategies as st

from tests.support.tables import APPLICANTS, BLOCKS, outcomes, sound_requests, sound_reviews, table, zeros

IDENTITIES: dict[tuple[TableName, Edition], int] = {
    ("proactive", "2019"): 8,
    ("proactive", "2021"): 0,
    ("requests", "2019"): 7 + 23 + 7,
    ("requests", "2021"): 7 + 25 + 7,
    ("reviews", "2019"): 3,
    ("reviews", "2021"): 3,
}


class Checked(NamedTuple):
    """How many identities held, failed and were not assessable, and the failures."""

    passed: int
    failed: int
    not_assessable: int
    findings: tuple[Finding, ...]


def check(tables: Mapping[TableName, Table]) -> Checked:
    """The form's arithmetic over some tables."""
    editions = {name: table.edition for name, table in tables.items()}
    values = {id: value for table in tables.values() for id, value in table.values.items()}
    counted, findings = arithmetic(editions, values)
    passed, failed, undecided = (sum(numbers[place] for numbers in counted.values()) for place in range(3))
    return Checked(passed, failed, undecided, tuple(findings))


def checked(name: TableName, edition: Edition | None, values: Mapping[int, Value]) -> Checked:
    """The outcome of all checks over one table."""
    return check({name: table(name, edition, values)})


def counted(result: Checked) -> tuple[int, int, int]:
    """Passed, failed, not assessable."""
    return result.passed, result.failed, result.not_assessable


def told(findings: Iterable[Finding]) -> set[tuple[str, str]]:
    """Rule and place of each finding."""
    return {(finding.check_id, finding.location) for finding in findings}


def holding(name: TableName, edition: Edition, row: str, column: str) -> set[tuple[str, str]]:
    """Rule and place of every identity that one figure of section 三 or 四 stands in, by the printed form."""
    if name == "reviews":
        return {("R4", row)}
    found = {("R2", row)}
    if row in ("new", "carried_over", "total", "carried_forward"):
        found.add(("R1", column))
    if row == "total" or row in outcomes(edition):
        found.add(("R3", column))
    return found


# --- no contradiction, no finding -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "edition"), IDENTITIES)
def test_a_table_of_zeros_contradicts_nothing(name: TableName, edition: Edition) -> None:
    assert counted(checked(name, edition, zeros(name, edition))) == (IDENTITIES[name, edition], 0, 0)


@given(st.sampled_from(EDITIONS), st.integers(0, 2**32))
def test_sound_figures_give_no_finding(edition: Edition, seed: int) -> None:
    tables = {
        "requests": table("requests", edition, sound_requests(edition, seed)),
        "reviews": table("reviews", edition, sound_reviews(seed)),
    }
    result = check(tables)  # type: ignore[arg-type] # the literal keys are table names
    assert result.findings == ()
    assert counted(result) == (IDENTITIES["requests", edition] + 3, 0, 0)


def test_no_table_nothing_checked() -> None:
    assert check({}).findings == ()
    assert counted(check({})) == (0, 0, 0)


# --- one figure changed ---------------------------------------------------------------------------------------------


@given(st.data(), st.sampled_from(EDITIONS), st.sampled_from(["requests", "reviews"]), st.integers(0, 2**32))
def test_one_changed_figure_fails_exactly_the_identities_that_hold_it(
    data: st.DataObject, edition: Edition, name: TableName, seed: int
) -> None:
    values = sound_requests(edition, seed) if name == "requests" else sound_reviews(seed)
    id = data.draw(st.sampled_from(sorted(values)))
    before = values[id] or 0
    values[id] = data.draw(st.integers(0, 10**6).filter(lambda number: number != before))
    result = checked(name, edition, values)
    figure = BY_ID[id]
    expected = holding(name, edition, figure.row, figure.column)
    assert told(result.findings) == expected
    assert len(result.findings) == len(expected) == result.failed
    assert result.passed + result.failed == IDENTITIES[name, edition]
    for finding in result.findings:
        assert figure.address in finding.cells
        # One correction of this figure mends every failure, so where failures cross it is among the suspects.
        assert (figure.address in finding.suspects) == (len(expected) > 1)


@given(st.data(), st.sampled_from(EDITIONS), st.integers(0, 2**32))
def test_an_unread_figure_leaves_exactly_its_identities_undecided(
    data: st.DataObject, edition: Edition, seed: int
) -> None:
    values = sound_requests(edition, seed)
    id = data.draw(st.sampled_from(sorted(values)))
    values[id] = None
    open_questions = len(holding("requests", edition, BY_ID[id].row, BY_ID[id].column))
    assert counted(checked("requests", edition, values)) == (
        IDENTITIES["requests", edition] - open_questions,
        0,
        open_questions,
    )


# --- R1 to R4: which side is expected, and who is suspect -----------------------------------------------------------


def requests_with(edition: Edition = "2021", /, **figures: int | None) -> dict[int, Value]:
    """Section 三, all zeros but these figures, named row__column."""
    values = zeros("requests", edition)
    for name, value in figures.items():
        row, column = name.split("__")
        values[ID_OF["requests", row, column]] = value
    return values


def finding(result: Checked, check_id: str, location: str) -> Finding:
    """The one finding of a rule at a place."""
    (found,) = (f for f in result.findings if (f.check_id, f.location) == (check_id, location))
    return found


@pytest.mark.parametrize(
    ("figures", "check_id", "location", "expected", "actual"),
    [
        # R1: new + carried over is what total and carried forward should come to.
        ({"new__business": 7, "new__total": 7, "total__business": 5}, "R1", "business", 7, 5),
        # R2: the applicants are what the total should be.
        ({"granted__business": 2, "granted__other": 1, "granted__total": 4}, "R2", "granted", 3, 4),
        ({"carried_over__natural_person": 2}, "R2", "carried_over", 2, 0),
        # R3: the outcomes are what the last row should be.
        ({"granted__business": 2, "denied_register_query__business": 1, "total__business": 9}, "R3", "business", 3, 9),
        ({"other_rest__total": 3}, "R3", "total", 3, 0),
    ],
)
def test_what_the_formula_gives_and_what_is_printed(
    figures: dict[str, int], check_id: str, location: str, expected: int, actual: int
) -> None:
    found = finding(checked("requests", "2021", requests_with(**figures)), check_id, location)
    assert (found.expected, found.actual) == (expected, actual)


def test_r4_per_block() -> None:
    values = zeros("reviews", "2021")
    values[ID_OF["reviews", "litigation_direct", "pending"]] = 3
    result = checked("reviews", "2021", values)
    assert counted(result) == (2, 1, 0)
    (found,) = result.findings
    assert (found.check_id, found.location, found.expected, found.actual) == ("R4", "litigation_direct", 3, 0)
    assert found.table == "reviews"
    assert found.suspects == ()  # nothing crosses it
    assert set(found.cells) == {
        f"litigation_direct_{result}" for result in ("upheld", "corrected", "other", "pending", "total")
    }


def test_where_a_failing_row_and_a_failing_column_cross_stands_the_suspect() -> None:
    # As published: one request by a person was counted in 其他 as well.
    values = requests_with(
        "2019",
        new__natural_person=1,
        new__total=1,
        total__natural_person=1,
        total__total=1,
        **{f"denied_third_party__{who}": 1 for who in ("natural_person", "other", "total")},
    )
    result = checked("requests", "2019", values)
    assert told(result.findings) == {("R2", "denied_third_party"), ("R3", "other")}
    assert {found.suspects for found in result.findings} == {("denied_third_party.other",)}


def test_a_figure_that_mends_all_its_failures_is_suspected_before_one_that_does_not() -> None:
    # R2 fails in two rows and R3 in one column; only one crossing closes both of its gaps by the same correction.
    values = requests_with(granted__business=5, granted__total=0, partly_granted__business=2, total__business=5)
    values |= {ID_OF["requests", "total", "total"]: 5}
    values |= {ID_OF["requests", "new", who]: 5 for who in ("business", "total")}
    result = checked("requests", "2021", values)
    assert told(result.findings) == {
        ("R2", "granted"),
        ("R2", "partly_granted"),
        ("R3", "business"),
        ("R3", "total"),
    }
    assert finding(result, "R3", "business").suspects == ("partly_granted.business",)
    assert finding(result, "R2", "partly_granted").suspects == ("partly_granted.business",)
    assert finding(result, "R2", "granted").suspects == ("granted.total",)


def test_a_wrong_column_and_the_totals_that_follow_from_it_are_one_finding() -> None:
    figures = {f"{row}__{who}": 5 for row in ("new", "granted", "total") for who in ("business", "total")}
    result = checked("requests", "2021", requests_with(**(figures | {"new__business": 4, "new__total": 4})))
    (found,) = result.findings
    assert (found.check_id, found.location, result.failed) == ("R1", "business", 1)
    assert {"new.business", "new.total", "total.total"} <= set(found.cells)


@pytest.mark.parametrize("total", [4, None])
def test_totals_are_told_by_themselves_where_a_row_does_not_add_up(total: int | None) -> None:
    # The total of a row is wrong by itself, or was not read: that its column fails may have that cause.
    figures = {f"{row}__{who}": 5 for row in ("new", "granted", "total") for who in ("business", "total")}
    result = checked("requests", "2021", requests_with(**(figures | {"new__business": 3, "new__total": total})))
    assert ("R1", "business") in told(result.findings)
    assert (("R1", "total") in told(result.findings)) == (total is not None)


# --- what cannot be assessed ----------------------------------------------------------------------------------------


def test_without_an_edition_the_total_of_outcomes_is_not_assessable() -> None:
    both = {id: 0 for id in zeros("requests", "2019") if id in zeros("requests", "2021")}
    assert counted(checked("requests", None, both)) == (7 + 22, 0, 7)


def test_an_identity_over_figures_that_the_edition_does_not_print_is_not_counted() -> None:
    assert counted(checked("proactive", None, zeros("proactive", "2021"))) == (0, 0, 0)


def test_a_table_of_which_nothing_is_read_leaves_everything_undecided() -> None:
    nothing: dict[int, Value] = dict.fromkeys(zeros("requests", "2019"))
    assert counted(checked("requests", "2019", nothing)) == (0, 0, IDENTITIES["requests", "2019"])


# --- R5 -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("row", "figures", "failing"),
    [
        ("regulations", {"total": 3, "disclosed": 3}, None),
        ("regulations", {"total": 3, "disclosed": 1}, None),
        ("regulations", {"total": 2, "disclosed": 3}, (3, 2)),
        ("regulations", {"total": None, "disclosed": 3}, "undecided"),
        ("normative_documents", {"total": 0, "disclosed": 1, "made": 1}, (1, 0)),
        ("licensing", {"prior": 5, "change": -2}, None),
        ("licensing", {"prior": 5, "change": -5}, None),
        ("licensing", {"prior": 5, "change": -6}, (0, -1)),
        ("licensing", {"prior": 5, "change": None}, "undecided"),
        ("fees", {"prior": 0, "change": -1}, (0, -1)),
        ("procurement", {"projects": 4, "amount": 2031.9}, None),
        ("procurement", {"projects": 4, "amount": 0.0}, (None, 0.0)),
        ("procurement", {"projects": 0, "amount": 2031.9}, (None, 2031.9)),
        ("procurement", {"projects": 0, "amount": None}, "undecided"),
    ],
)
def test_section_2_of_2019(row: str, figures: dict[str, Value], failing: Any) -> None:
    values = zeros("proactive", "2019")
    values |= {ID_OF["proactive", row, column]: value for column, value in figures.items()}
    result = checked("proactive", "2019", values)
    if failing is None:
        assert counted(result) == (8, 0, 0)
    elif failing == "undecided":
        assert counted(result) == (7, 0, 1)
    else:
        assert counted(result) == (7, 1, 0)
        (found,) = result.findings
        assert (found.check_id, found.location) == ("R5", row)
        assert (found.expected, found.actual) == failing


# --- messages -------------------------------------------------------------------------------------------------------

FAILING: list[tuple[TableName, dict[tuple[str, str], Value], list[str]]] = [
    ("requests", {("new", "business"): 17, ("new", "total"): 17, ("total", "business"): 4}, ["17", "4"]),
    ("requests", {("granted", "business"): 23, ("granted", "other"): 10, ("granted", "total"): 4}, ["33", "4"]),
    (
        "requests",
        {
            (row, who): 23 if row == "granted" else 9
            for row in ("new", "granted", "total")
            for who in ("other", "total")
        },
        ["23", "9"],
    ),
    ("reviews", {("reconsideration", "upheld"): 31, ("reconsideration", "total"): 30}, ["31", "30"]),
    ("proactive", {("regulations", "total"): 41, ("regulations", "disclosed"): 42}, ["41", "42"]),
    ("proactive", {("fees", "prior"): 51, ("fees", "change"): -53}, ["51", "53", "-2"]),
    ("proactive", {("procurement", "projects"): 0, ("procurement", "amount"): 61.25}, ["0", "61.25"]),
]


@pytest.mark.parametrize(("name", "figures", "numbers"), FAILING, ids=lambda value: str(value)[:60])
def test_a_message_tells_the_numbers_in_both_languages(
    name: TableName, figures: dict[tuple[str, str], Value], numbers: list[str]
) -> None:
    values = zeros(name, "2019") | {ID_OF[name, row, column]: value for (row, column), value in figures.items()}
    found = checked(name, "2019", values).findings[0]
    assert all(number in found.message_zh and number in found.message_en for number in numbers), found
    assert found.message_zh.endswith("。")
    assert found.message_en.endswith(".")
    assert found.message_en.replace("“", "").replace("”", "").isascii()


def test_every_finding_names_its_place_in_words() -> None:
    values: dict[int, Value] = {id: id % 7 for id in zeros("requests", "2021")}
    findings = checked("requests", "2021", values).findings
    assert len(findings) > 30
    for found in findings:
        quoted = found.message_zh.split("“")[1].split("”")[0]
        assert quoted.strip(), found
        assert "_" not in found.message_zh + found.message_en  # labels, not codes


@given(st.lists(st.integers(0, 10**9), min_size=200, max_size=200))
def test_any_figures_can_be_told(numbers: list[int]) -> None:
    for (name, edition), identities in IDENTITIES.items():
        values: dict[int, Value] = dict(zip(zeros(name, edition), numbers, strict=False))
        result = checked(name, edition, values)
        assert result.passed + result.failed == identities
        assert all(found.message_zh and found.message_en for found in result.findings)


# --- the rules ------------------------------------------------------------------------------------------------------


def test_rules_are_told_as_data() -> None:
    assert [rule.id for rule in ARITHMETIC] == ["R1", "R2", "R3", "R4", "R5"]
    for rule in ARITHMETIC:
        assert rule.title.zh
        assert rule.title.en
        assert rule.formula
        assert rule.basis
        assert rule.severity == "error"
        assert rule.version == (2 if rule.id in ("R1", "R3") else 1)


def test_every_identity_belongs_to_a_rule() -> None:
    everything = [
        found.check_id
        for name, edition in IDENTITIES
        for found in checked(name, edition, {id: -1 - id for id in zeros(name, edition)}).findings
    ]
    assert set(everything) == {rule.id for rule in ARITHMETIC}
    assert everything.count("R4") == 2 * len(BLOCKS)
    assert len(APPLICANTS) == 6
