"""The arithmetic of the form, R1 to R5, against the figures that exist."""

from __future__ import annotations

from collections import Counter

import pytest
from govreports.form import BY_ID, EDITIONS, ID_OF, TABLE_NAMES, Edition, TableName, identities

CASES = [(table, edition) for table in TABLE_NAMES for edition in (*EDITIONS, None)]


@pytest.mark.parametrize(("table", "edition"), CASES)
def test_identities_name_figures_of_their_own_table_and_edition(table: TableName, edition: Edition | None) -> None:
    for identity in identities(table, edition):
        named = [*identity.left, *identity.right]
        assert len(named) == len(set(named)), identity
        for id in named:
            assert BY_ID[id].table == table, identity
            assert edition is None or edition in BY_ID[id].editions, identity


@pytest.mark.parametrize(("table", "edition"), CASES)
def test_a_rule_holds_once_at_a_place(table: TableName, edition: Edition | None) -> None:
    places = Counter((identity.check_id, identity.location) for identity in identities(table, edition))
    assert [place for place, count in places.items() if count > 1] == []


@pytest.mark.parametrize(
    ("table", "edition", "counts"),
    [
        ("requests", "2019", {"R1": 7, "R2": 23, "R3": 7}),
        ("requests", "2021", {"R1": 7, "R2": 25, "R3": 7}),
        ("requests", None, {"R1": 7, "R2": 26}),  # what adds up to the total is not known, so R3 cannot be spelled out
        ("reviews", "2019", {"R4": 3}),
        ("reviews", "2021", {"R4": 3}),
        ("reviews", None, {"R4": 3}),
        ("proactive", "2019", {"R5": 8}),
        ("proactive", "2021", {}),
    ],
)
def test_how_often_each_rule_applies(table: TableName, edition: Edition | None, counts: dict[str, int]) -> None:
    assert Counter(identity.check_id for identity in identities(table, edition)) == counts


def _ids(table: str, *places: tuple[str, str]) -> set[int]:
    return {ID_OF[table, row, column] for row, column in places}


@pytest.mark.parametrize(("edition", "outcomes"), [("2019", 19), ("2021", 21)])
def test_the_total_of_outcomes_adds_up_every_outcome(edition: Edition, outcomes: int) -> None:
    found = [identity for identity in identities("requests", edition) if identity.check_id == "R3"]
    assert {len(identity.left) for identity in found} == {outcomes}
    business = next(identity for identity in found if identity.location == "business")
    assert set(business.right) == _ids("requests", ("total", "business"))
    not_outcomes = _ids("requests", *((row, "business") for row in ("new", "carried_over", "carried_forward", "total")))
    assert not not_outcomes & set(business.left)


def test_the_rules_say_what_the_form_says() -> None:
    spelled = {
        (i.check_id, i.location): (i.relation, set(i.left), set(i.right))
        for table in TABLE_NAMES
        for i in identities(table, "2019")
    }
    assert spelled["R1", "other"] == (
        "sums",
        _ids("requests", ("new", "other"), ("carried_over", "other")),
        _ids("requests", ("total", "other"), ("carried_forward", "other")),
    )
    applicants = ("natural_person", "business", "research", "public_interest", "legal_service", "other")
    assert spelled["R2", "total"] == (
        "sums",
        _ids("requests", *(("total", column) for column in applicants)),
        _ids("requests", ("total", "total")),
    )
    assert spelled["R4", "litigation_direct"] == (
        "sums",
        _ids("reviews", *(("litigation_direct", c) for c in ("upheld", "corrected", "other", "pending"))),
        _ids("reviews", ("litigation_direct", "total")),
    )
    assert spelled["R5", "regulations"] == (
        "at_least",
        _ids("proactive", ("regulations", "total")),
        _ids("proactive", ("regulations", "disclosed")),
    )
    assert spelled["R5", "coercion"] == (
        "not_negative",
        _ids("proactive", ("coercion", "prior"), ("coercion", "change")),
        set(),
    )
    assert spelled["R5", "procurement"] == (
        "both_or_neither",
        _ids("proactive", ("procurement", "projects")),
        _ids("proactive", ("procurement", "amount")),
    )
