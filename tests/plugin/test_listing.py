"""Filters, pages of lists, divisions: whatever an address asks for, the answer is bounded and makes sense."""

from __future__ import annotations

from urllib.parse import parse_qsl

from hypothesis import given
from hypothesis import strategies as st

from datasette_govreports.language import CHINESE
from datasette_govreports.links import Links
from datasette_govreports.pages.listing import Filter, asked, paging
from datasette_govreports.pages.places import within
from datasette_govreports.pages.provinces import PROVINCES

NAMES = ("check", "region", "year", "agency", "page", "other")


@given(st.dictionaries(st.sampled_from(NAMES), st.text(max_size=80)))
def test_any_argument_is_taken(arguments: dict[str, str]) -> None:
    wanted = asked(arguments)
    assert asked(dict(parse_qsl(wanted.query.removeprefix("?")))) == wanted
    assert 1 <= wanted.page <= 100_000
    assert wanted.query.isascii()


def test_what_is_asked_for_is_kept() -> None:
    wanted = asked({"check": "R2", "region": "320600", "year": "2021", "agency": "a1b2", "page": "3"})
    assert wanted == Filter("R2", "320600", 2021, "a1b2", 3)
    assert wanted.query == "?check=R2&region=320600&year=2021&agency=a1b2&page=3"
    assert wanted.to(year=None).query == "?check=R2&region=320600&agency=a1b2"
    assert asked({"region": "32", "year": "20211", "check": "R 2", "page": "0"}) == Filter()


@given(st.integers(0, 10_000), st.integers(1, 10_000), st.integers(1, 100))
def test_pages_hold_every_entry_once(total: int, page: int, size: int) -> None:
    shown = paging(total, page, size)
    assert 1 <= shown.page <= shown.pages
    assert shown.last - shown.first < size
    spans = [paging(total, n, size) for n in range(1, shown.pages + 1)]
    assert sum(s.last - s.first + 1 for s in spans if s.first) == total


def test_a_division_holds_what_begins_alike() -> None:
    assert within("320000") == ("32", "33")
    assert within("320600") == ("3206", "3207")
    assert within("320611") == ("320611", "320612")
    assert within("320611001") == ("320611001", "320611002")
    for code in ("329900", "320699", "320611009"):
        first, beyond = within(code)
        assert first <= code < beyond


def test_34_tiles_each_in_a_place_of_its_own() -> None:
    assert len({p.code for p in PROVINCES}) == len({(p.x, p.y) for p in PROVINCES}) == 34
    assert all(0 <= p.x <= 6 and 0 <= p.y <= 8 for p in PROVINCES)
    assert len({p.letters for p in PROVINCES}) == len({p.short_zh for p in PROVINCES}) == 34
    assert all(p.zh.startswith(p.short_zh) and p.code.endswith("0000") for p in PROVINCES)


def test_addresses_of_pages() -> None:
    links = Links("/base/", CHINESE, "findings?year=2021", "/base/db", "/static/", "https://example.org")
    assert links.narrowed(Filter(page=2)) == "/base/findings?page=2"
    assert links.whole == "https://example.org/base/findings"
    assert links.region("320000", Filter(region="110000", page=2)) == "/base/regions/320000?page=2"
    assert links.check("R2", Filter(check="R1", year=2020)) == "/base/checks/R2?year=2020"
    assert links.to("coverage", Filter(year=2020), outcome="duplicate") == "/base/coverage?year=2020&outcome=duplicate"
    assert links.findings("csv", Filter(check="R2", region="320600")) == (
        "/base/db/finding_summary.csv?check_id__exact=R2&region_code__startswith=3206&_size=max"
    )
