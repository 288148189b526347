"""The series of cases that other tests try: a failure says how to try that one case again."""

from __future__ import annotations

import pytest

from tests.support.volumes import Series, forms, mutations


def test_a_failure_says_how_to_try_the_case_again() -> None:
    def check(seed: int) -> int:
        assert seed != 7
        return seed

    assert Series("GOVREPORTS_FORMS", 2, 5).each(check) == [5, 6]
    with pytest.raises(AssertionError) as failed:
        Series("GOVREPORTS_FORMS", 20, 1).each(check)
    here = "tests/readers/test_volumes.py::test_a_failure_says_how_to_try_the_case_again"
    assert failed.value.__notes__ == [f"again: GOVREPORTS_SEED=7 GOVREPORTS_FORMS=1 python -m pytest '{here}'"]


def test_what_is_asked_for_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GOVREPORTS_FORMS", "GOVREPORTS_MUTATIONS", "GOVREPORTS_SEED"):
        monkeypatch.delenv(name, raising=False)
    assert forms(20) == Series("GOVREPORTS_FORMS", 20, 1)
    assert forms(1).share(2).tried == 1
    monkeypatch.setenv("GOVREPORTS_MUTATIONS", "10000")
    assert mutations(20).tried == 10_000
    assert mutations(20).first != mutations(20).first
    monkeypatch.setenv("GOVREPORTS_SEED", "12")
    assert mutations(20) == Series("GOVREPORTS_MUTATIONS", 10_000, 12)
