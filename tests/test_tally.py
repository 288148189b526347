"""The checks of a report by rule add up to what the report says of all its checks."""

from __future__ import annotations

from collections import Counter

import pytest
from govreports.checks import RULES
from govreports.form import identities
from govreports.parse import parse
from govreports.report import Input

from benchmarks.generate import report
from tests.support.places import ROOT

GENERATED = 150


@pytest.mark.parametrize("seed", [1, 2])
def test_rules_add_up_to_the_report(seed: int) -> None:
    undecided = failed = 0
    for number in range(GENERATED):
        made = report(number, seed)
        parsed = parse(Input(made.name, made.data)).report
        if parsed is None:
            continue
        counts = parsed.checked.tallies
        sums = tuple(map(sum, zip(*(count[1:] for count in counts), strict=True))) or (0, 0, 0)
        checked = parsed.checked
        assert sums == (checked.passed, checked.failed, checked.not_assessable), made.name
        assert sums[1] == len(checked.findings), made.name
        if all(table.edition for table in parsed.tables.values()):
            of_the_form = [i for name, table in parsed.tables.items() for i in identities(name, table.edition)]
            assert {count.check_id: sum(count[1:]) for count in counts} == Counter(i.check_id for i in of_the_form)
        assert all(min(count[1:]) >= 0 for count in counts), made.name
        assert {count.check_id for count in counts} <= {rule.id for rule in RULES}
        failed += sums[1]
        undecided += sums[2]
    assert failed
    assert undecided


def test_a_published_report_by_rule() -> None:
    parsed = parse(Input("a", (ROOT / "samples" / "nantong_emergency_2020.txt").read_bytes())).report
    assert parsed is not None
    counts = {count.check_id: count[1:] for count in parsed.checked.tallies}
    # The form of 2019 has 7 columns and 23 rows in section 3; one row and one column do not add up.
    assert counts["R1"] == (7, 0, 0)
    assert counts["R2"] == (22, 1, 0)
    assert counts["R3"] == (6, 1, 0)
    assert counts["R4"] == (3, 0, 0)
