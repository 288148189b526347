"""How often whose, where and when are right, over pages of every pattern: shares that may not fall."""

from __future__ import annotations

import os
from collections.abc import Callable

import pytest
from govreports.report import Identity, ManifestRow

from tests.identity.corpus import PATTERNS, Page, pages
from tests.identity.pages import identified, rows

EACH = int(os.environ.get("GOVREPORTS_PAGES", "50"))
Read = list[tuple[Page, Identity]]


@pytest.fixture(scope="module")
def read() -> Read:
    """Every page, and what is read from it."""
    return [
        (page, identified(page.text, ManifestRow("a.txt", url=page.url) if page.url else None, *page.metadata))
        for page in pages(EACH)
    ]


def share(read: Read, right: Callable[[Page, Identity], bool]) -> float:
    """The share of pages for which something holds; the others are shown."""
    wrong = [(page, identity) for page, identity in read if not right(page, identity)]
    for page, identity in wrong:
        print(page.pattern, repr(page.text[:120]), page.metadata, page[2:5], "->", identity[:4], identity.kind)  # noqa: T201
    return 1 - len(wrong) / len(read)


def test_there_are_enough_pages(read: Read) -> None:
    assert len(read) == EACH * len(PATTERNS) >= 300
    assert len({page.text for page, _ in read}) > 0.8 * len(read)


def test_the_year_is_right(read: Read) -> None:
    assert share(read, lambda page, identity: identity.year == page.year) >= 0.995


def test_the_division_is_right_or_unknown_and_never_wrong(read: Read) -> None:
    assert share(read, lambda page, identity: identity.region_code in (page.region, None)) == 1
    # Unknown would always be right, so what can be known must be.
    knowable = [(page, identity) for page, identity in read if page.region]
    assert share(knowable, lambda page, identity: identity.region_code == page.region) >= 0.99


def test_the_agency_is_right_and_never_wrong_without_a_remark(read: Read) -> None:
    assert share(read, lambda page, identity: identity.agency == page.agency) >= 0.98
    for page, identity in read:
        remarked = rows(identity, "agency")[0].note_zh or rows(identity, "region_code")[0].note_zh
        assert remarked or identity.agency == page.agency, page


def test_a_fact_that_is_not_known_says_why(read: Read) -> None:
    for page, identity in read:
        for field in ("year", "agency", "region_code"):
            first = rows(identity, field)[0]
            assert first.value is not None or first.note_zh, (page, field)
