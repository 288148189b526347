"""The codec of `provenance.spans`: what goes in comes out, and damaged bytes are told from whole ones."""

from __future__ import annotations

from typing import TypeAlias

import pytest
from govreports.form import FIGURES
from govreports.spans import Span, decode, encode
from hypothesis import given
from hypothesis import strategies as st

Places: TypeAlias = dict[int, Span]

SPAN = st.builds(lambda start, length: Span(start, start + length), st.integers(0, 10**7), st.integers(0, 10**4))
IDS = st.one_of(st.sampled_from([figure.id for figure in FIGURES]), st.integers(0, 10**6))
PLACES: st.SearchStrategy[Places] = st.dictionaries(IDS, SPAN, max_size=40)


@given(PLACES)
def test_what_goes_in_comes_out(places: Places) -> None:
    assert decode(encode(places.items())) == places


@given(PLACES.flatmap(lambda places: st.tuples(st.just(places), st.permutations(list(places.items())))))
def test_the_bytes_do_not_depend_on_the_order_given(case: tuple[Places, list[tuple[int, Span]]]) -> None:
    places, shuffled = case
    assert encode(shuffled) == encode(places.items())


@given(st.dictionaries(IDS, SPAN, max_size=8))
def test_truncated_bytes_are_refused(places: Places) -> None:
    packed = encode(places.items())
    for kept in range(len(packed)):
        with pytest.raises(ValueError, match="packed spans"):
            decode(packed[:kept])


@given(PLACES, st.binary(min_size=1, max_size=5))
def test_bytes_left_over_are_refused(places: Places, more: bytes) -> None:
    with pytest.raises(ValueError, match="packed spans"):
        decode(encode(places.items()) + more)


@given(st.binary(max_size=200))
def test_any_bytes_are_either_refused_or_what_encode_writes(packed: bytes) -> None:
    try:
        places = decode(packed)
    except ValueError:
        return
    assert encode(places.items()) == packed
    assert all(0 <= span.start <= span.end for span in places.values())


def test_a_count_that_no_bytes_follow_does_not_hang() -> None:
    with pytest.raises(ValueError, match="packed spans"):
        decode(b"\xff" * 30 + b"\x7f")


def test_the_format_is_the_documented_one() -> None:
    # Databases hold these bytes, and a viewer of another release reads them.
    places = {11: Span(300, 301), 12: Span(304, 306), 1021: Span(200, 203)}
    written = (
        (3,),  # figures
        (11, 0xD8, 0x04, 1),  # id 11; 300 on, zigzag 600; 1 long
        (1, 6, 2),  # id 12; 3 on, zigzag 6; 2 long
        (0xF1, 0x07, 0xD3, 0x01, 3),  # id 1021, 1009 on; 106 back, zigzag 211; 3 long
    )
    assert encode(places.items()) == bytes(byte for line in written for byte in line)


def test_a_report_takes_a_few_hundred_bytes() -> None:
    # 198 figures of a 2019 report, each some characters after the last.
    figures = [figure.id for figure in FIGURES if "2019" in figure.editions]
    places = {id: Span(2000 + 4 * n, 2001 + 4 * n) for n, id in enumerate(sorted(figures))}
    assert len(figures) == 198
    assert len(encode(places.items())) <= 3 * 198 + 10
