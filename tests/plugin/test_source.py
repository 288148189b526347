"""The source text keeps every character, and every figure's place is marked in it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from datasette_govreports.pages.source import Place, line_of, marked_lines
from tests.plugin.dom import parse

TEXT = st.text(alphabet=st.sampled_from("0 一|\n<&\"'>"), max_size=40)
PLACES = st.lists(st.tuples(st.integers(-2, 45), st.integers(-2, 45)), max_size=12)


def test_a_place_is_marked_with_its_id() -> None:
    lines = marked_lines("规章 | 0 |\n收费 | 12 |", [Place(15, 17, "f2"), Place(5, 6, "f1")])
    assert lines == ('规章 | <mark id="f1">0</mark> |', '收费 | 1<mark id="f2">2 </mark>|')


def test_a_place_beyond_its_line_or_its_neighbour_is_cut_short() -> None:
    assert marked_lines("ab\ncd", [Place(1, 4, "x")]) == ('a<mark id="x">b</mark>', "cd")
    assert marked_lines("abcd", [Place(0, 3, "x"), Place(2, 4, "y")]) == (
        '<mark id="x">ab<mark id="y">c</mark></mark>d',
    )


def test_an_empty_place_is_a_place() -> None:
    assert marked_lines("| |", [Place(2, 2, "f")]) == ('| <mark id="f"></mark>|',)


def test_a_line_has_a_number() -> None:
    assert [line_of("a\nb\nc", offset) for offset in (0, 1, 2, 4)] == [1, 1, 2, 3]


@given(TEXT, PLACES)
def test_no_character_is_lost_and_no_place_inside_the_text_either(text: str, pairs: list[tuple[int, int]]) -> None:
    places = [Place(start, end, f"f{i}") for i, (start, end) in enumerate(pairs)]
    lines = [parse(line) for line in marked_lines(text, places)]
    assert "\n".join(line.text for line in lines) == text
    marks = {mark.attributes["id"]: mark.text for line in lines for mark in line.all("mark")}
    inside = {p.id: p for p in places if 0 <= p.start <= p.end <= len(text)}
    assert marks.keys() == inside.keys()
    assert all(text[inside[id].start :].startswith(marked) for id, marked in marks.items())
