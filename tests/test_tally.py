"""The checks of a report are counted by rule; every failure has its finding, and a note is no contradiction."""

from __future__ import annotations

from collections import Counter

import pytest
from govreports.checks import RULES, Counts, counts
from govreports.form import identities
from govreports.parse import parse
from govreports.report import Finding, Input, Tally

from benchmarks.generate import report
from tests.support.places import ROOT

GENERATED = 150
FORM = {"R1", "R2", "R3", "R4", "R5"}


@pytest.mark.parametrize("seed", [1, 2])
def test_rules_add_up_to_the_report(seed: int) -> None:
    undecided = failed = whole = 0
    for number in range(GENERATED):
        made = report(number, seed)
        parsed = parse(Input(made.name, made.data)).report
        if parsed is None:
            continue
        tallies = parsed.checked.tallies
        sums = tuple(map(sum, zip(*(count[1:] for count in tallies), strict=True))) or (0, 0, 0)
        assert sums[1] == len(parsed.checked.findings), made.name
        if all(table.edition or name == "reviews" for name, table in parsed.tables.items()):
            of_the_form = [i for name, table in parsed.tables.items() for i in identities(name, table.edition)]
            arithmetic = Counter({count.check_id: sum(count[1:]) for count in tallies if count.check_id in FORM})
            # A column of totals that only follows another is no check of its own.
            arithmetic.update({finding.check_id for finding in parsed.checked.findings if follows(finding)})
            assert arithmetic == Counter(i.check_id for i in of_the_form)
            whole += 1
        assert all(min(count[1:]) >= 0 for count in tallies), made.name
        assert {count.check_id for count in tallies} <= {rule.id for rule in RULES}
        failed += sums[1]
        undecided += sums[2]
    assert failed
    assert undecided
    assert whole > GENERATED // 2


def follows(finding: Finding) -> bool:
    """Whether a column of totals is told with a finding about another column."""
    return finding.location != "total" and finding.check_id in ("R1", "R3") and "total.total" in finding.cells


def test_notes_are_counted_apart() -> None:
    by_severity = {rule.severity: rule.id for rule in RULES}
    tallies = [Tally(by_severity["error"], 5, 1, 2), Tally(by_severity["warning"], 3, 2, 0)]
    assert counts([*tallies, Tally(by_severity["note"], 7, 4, 9)]) == Counts(8, 3, 2, 4)


def test_a_published_report_by_rule() -> None:
    parsed = parse(Input("a", (ROOT / "samples" / "nantong_emergency_2020.txt").read_bytes())).report
    assert parsed is not None
    told = {count.check_id: count[1:] for count in parsed.checked.tallies}
    # The form of 2019 has 7 columns and 23 rows in section 3; one row and one column do not add up.
    assert told["R1"] == (7, 0, 0)
    assert told["R2"] == (22, 1, 0)
    assert told["R3"] == (6, 1, 0)
    assert told["R4"] == (3, 0, 0)
