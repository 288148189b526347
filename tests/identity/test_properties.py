"""What holds for any text: nothing is raised, each row has its place, and each place holds what was read."""

import re

from govreports.divisions import division, lineage
from govreports.identity import identify
from govreports.identity.body import body
from govreports.identity.evidence import SOURCES
from govreports.identity.numerals import DATE, YEAR, number, read_date
from govreports.identity.spacing import squeeze
from govreports.report import Document, Evidence, Identity, ManifestRow
from govreports.spans import Span
from hypothesis import given
from hypothesis import strategies as st

from tests.identity.pages import MENU_WORDS, TITLE, document

FIELDS = ["year", "title", "published_on", "agency", "region_code", "scope", "source_url"]
# What need not stand in the text.
UNPLACED = ("none", "manifest", "metadata", "site_name", "site_code", "host", "alias")
PIECES = st.one_of(st.sampled_from(MENU_WORDS), st.text(max_size=3))
TEXTS = st.lists(PIECES, max_size=40).map("".join)
METADATA = st.lists(
    st.tuples(
        st.sampled_from(["sitename", "siteidcode", "articletitle", "pubdate", "contentsource", "url", "title"]),
        st.sampled_from(
            ["柳北区人民政府", "柳北区教育局", "4502050001", TITLE, "2021-01-15", "http://liuzhou.gov.cn/", ""]
        )
        | st.text(max_size=9),
    ),
    max_size=3,
)
MANIFESTS = st.none() | st.builds(
    ManifestRow,
    st.just("a.txt"),
    agency=st.none() | st.sampled_from(["柳北区教育局", "安居区人民政府"]),
    year=st.none() | st.integers(2008, 2030),
)


@st.composite
def inputs(draw: st.DrawFn) -> tuple[Document, int, Span, ManifestRow | None]:
    text = draw(TEXTS)
    body, start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 3)))
    return document(text, *draw(METADATA)), body, Span(start, end), draw(MANIFESTS)


def value_at(row: Evidence, text: str) -> str | None:
    """What a row's value should be, read again from the place it points to."""
    assert row.span is not None
    printed = text[slice(*row.span)]
    if row.field == "region_code":
        assert row.value
        return row.value if names_division(squeeze(printed), row.value) else None
    if row.field == "scope":
        return row.value if printed else None
    if row.field == "year":
        assert re.fullmatch(YEAR, squeeze(printed))
        return str(number(squeeze(printed)))
    if row.field == "published_on":
        match = DATE.fullmatch(printed)
        day = read_date(match) if match else None
        return day.isoformat() if day else None
    return squeeze(printed)


def names_division(printed: str, code: str) -> bool:
    """Whether printed text names a division by its code, its name, or the name of what it lies in."""
    places = body(printed).places
    held = division(code)
    return held is not None and (
        printed[:6].isdigit()
        or any(code in lineage(place.code) or place.code in lineage(code) for place in places)
        or printed.startswith(held.name[:2])
    )


def check(identity: Identity, text: str) -> None:
    assert list(dict.fromkeys(row.field for row in identity.evidence)) == FIELDS
    assert len({(row.field, row.source) for row in identity.evidence}) == len(identity.evidence)
    first = {row.field: row.value for row in reversed(identity.evidence)}
    known = {field: None if (v := getattr(identity, field)) is None else str(v) for field in FIELDS}
    # The body's one name is not always as printed; but there is one exactly where a name was found.
    assert (first.pop("agency") is None) == (known.pop("agency") is None)
    assert first == known
    for row in identity.evidence:
        assert row.source in (*SOURCES, "none")
        assert (row.value is None) == (row.source == "none")
        assert (row.note_zh is None) == (row.note_en is None)
        assert row.source != "none" or row.note_zh
        assert row.span or row.source in UNPLACED
        if row.span:
            wanted = row.value if row.field != "title" else squeeze(row.value or "")
            assert value_at(row, text) == wanted


@given(inputs())
def test_any_text_is_identified_without_error_and_traceably(
    given: tuple[Document, int, Span, ManifestRow | None],
) -> None:
    check(identify(*given), given[0].text)


@given(inputs())
def test_the_same_input_gives_the_same_identity(given: tuple[Document, int, Span, ManifestRow | None]) -> None:
    assert identify(*given) == identify(*given)


@given(st.text(), st.integers(0, 300))
def test_arbitrary_text_raises_nothing(text: str, body: int) -> None:
    body = min(body, len(text))
    check(identify(document(text), body, Span(body, len(text)), None), text)
