"""A sentence says where it stands."""

from __future__ import annotations

from govreports.claims import sentences
from govreports.spans import Span
from hypothesis import given
from hypothesis import strategies as st

WRITTEN = st.lists(st.sampled_from("甲乙率。！？；\n，1 "), max_size=60).map("".join)


@given(WRITTEN, st.data())
def test_every_sentence_is_what_stands_at_its_place(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    within = Span(start, data.draw(st.integers(start, len(text))))
    said = sentences(text, within)
    found = [said.at(number) for number in range(len(said.words))]
    assert [text[slice(*sentence.span)] for sentence in found] == list(said.words)
    ends = [within.start, *(sentence.span.end + 1 for sentence in found)]
    assert [sentence.start for sentence in found] == ends[:-1]  # one mark between two, and nothing left over
    assert ends[-1] == within.end + 1


@given(WRITTEN)
def test_the_sentences_that_hold_a_word_are_found_in_their_order(text: str) -> None:
    said = sentences(text, Span(0, len(text)))
    held = list(said.holding("率"))
    assert [sentence.span.start for sentence in held] == sorted({sentence.span.start for sentence in held})
    assert sum(sentence.words.count("率") for sentence in held) == text.count("率")
    assert all("率" in sentence.words for sentence in held)
