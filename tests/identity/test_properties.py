"""What holds for any text: nothing is raised, each row has its place, and each place holds what was read."""

import re

from govreports.identity import identify
from govreports.identity.evidence import SOURCES
from govreports.identity.numerals import DATE, YEAR, number, read_date
from govreports.identity.spacing import squeeze
from govreports.report import Evidence, Identity, ManifestRow
from govreports.spans import Span
from hypothesis import given
from hypothesis import strategies as st

from tests.identity.pages import MENU_WORDS

FIELDS = ["year", "title", "agency", "published_on", "region_code", "source_url"]
PIECES = st.one_of(st.sampled_from(MENU_WORDS), st.text(max_size=3))
TEXTS = st.lists(PIECES, max_size=40).map("".join)
MANIFESTS = st.none() | st.builds(
    ManifestRow,
    st.just("a.txt"),
    agency=st.none() | st.sampled_from(["柳北区教育局", "安居区人民政府"]),
    year=st.none() | st.integers(2008, 2030),
)


@st.composite
def inputs(draw: st.DrawFn) -> tuple[str, int, Span, ManifestRow | None]:
    text = draw(TEXTS)
    body, start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 3)))
    return text, body, Span(start, end), draw(MANIFESTS)


def value_at(row: Evidence, text: str) -> str | None:
    """What a row's value should be, read again from the place it points to."""
    assert row.span is not None
    printed = text[slice(*row.span)]
    if row.field == "year":
        assert re.fullmatch(YEAR, squeeze(printed))
        return str(number(squeeze(printed)))
    if row.field == "published_on":
        match = DATE.fullmatch(printed)
        day = read_date(match) if match else None
        return day.isoformat() if day else None
    return squeeze(printed)


def check(identity: Identity, text: str) -> None:
    assert list(dict.fromkeys(row.field for row in identity.evidence)) == FIELDS
    assert len({(row.field, row.source) for row in identity.evidence}) == len(identity.evidence)
    first = {row.field: row.value for row in reversed(identity.evidence)}
    assert first == {field: None if (v := getattr(identity, field)) is None else str(v) for field in FIELDS}
    for row in identity.evidence:
        assert row.source in (*SOURCES, "none")
        assert (row.value is None) == (row.source == "none")
        assert (row.note_zh is None) == (row.note_en is None)
        assert row.source != "none" or row.note_zh
        if row.source not in ("none", "manifest"):
            wanted = row.value if row.field != "title" else squeeze(row.value or "")
            assert value_at(row, text) == wanted


@given(inputs())
def test_any_text_is_identified_without_error_and_traceably(given: tuple[str, int, Span, ManifestRow | None]) -> None:
    check(identify(*given), given[0])


@given(inputs())
def test_the_same_input_gives_the_same_identity(given: tuple[str, int, Span, ManifestRow | None]) -> None:
    assert identify(*given) == identify(*given)


@given(st.text(), st.integers(0, 300))
def test_arbitrary_text_raises_nothing(text: str, body: int) -> None:
    body = min(body, len(text))
    check(identify(text, body, Span(body, len(text)), None), text)
