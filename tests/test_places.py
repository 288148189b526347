"""The codec of `provenance.places`: what goes in comes out, and damaged bytes are told from whole ones."""

from __future__ import annotations

import pytest
from govreports.places import Place, decode, encode, find, holding
from govreports.spans import Span
from hypothesis import given
from hypothesis import strategies as st

SIDE = st.integers(-50, 2000)
STEPS = st.lists(
    st.tuples(st.integers(0, 300), st.integers(0, 300), st.integers(1, 40), st.tuples(SIDE, SIDE, SIDE, SIDE)),
    max_size=30,
)


def placed(steps: list[tuple[int, int, int, tuple[int, int, int, int]]]) -> list[Place]:
    """Places one after another."""
    found, end = [], 0
    for gap, length, page, box in steps:
        start = end + gap
        end = start + length
        found.append(Place(Span(start, end), page, box))
    return found


@given(STEPS)
def test_what_is_packed_is_unpacked(steps: list[tuple[int, int, int, tuple[int, int, int, int]]]) -> None:
    assert decode(encode(placed(steps))) == placed(steps)


@given(STEPS.filter(bool), st.data())
def test_bytes_that_are_cut_are_not_taken(
    steps: list[tuple[int, int, int, tuple[int, int, int, int]]], data: st.DataObject
) -> None:
    packed = encode(placed(steps))
    with pytest.raises(ValueError, match="packed places"):
        decode(packed[: data.draw(st.integers(0, len(packed) - 1))])


def test_bytes_behind_the_end_are_not_taken() -> None:
    with pytest.raises(ValueError, match="not whole"):
        decode(encode([]) + b"\x00")


def test_boxes_are_rounded() -> None:
    assert decode(encode([Place(Span(0, 1), 1, (0.4, 0.6, 9.5, 10.49))])) == [Place(Span(0, 1), 1, (0, 1, 10, 10))]


PLACES = [Place(Span(2, 5), 1, (0, 0, 1, 1)), Place(Span(6, 6), 1, (1, 0, 2, 1)), Place(Span(9, 12), 2, (0, 0, 1, 1))]


@pytest.mark.parametrize(
    ("offset", "number"), [(0, None), (2, 0), (5, 0), (6, 1), (7, None), (9, 2), (12, 2), (13, None)]
)
def test_a_place_is_found_by_an_offset(offset: int, number: int | None) -> None:
    assert find(PLACES, offset) == (None if number is None else PLACES[number])


def test_only_places_that_hold_something_are_kept() -> None:
    assert holding(PLACES, [Span(10, 11), Span(3, 4), Span(9, 30), Span(7, 8)]) == [PLACES[0], PLACES[2]]
