"""Copied narratives: planted ones are found with their passages, and nothing else is."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest
from govreports.copying import Copy, Narrative, copies, pairs
from govreports.copying.passages import SEED, passages, shared
from govreports.copying.shingles import WIDTH, hashes, prose
from hypothesis import given
from hypothesis import strategies as st

CHARACTERS = [chr(code) for code in range(0x4E00, 0x4E00 + 2500)]


class Author:
    """Writes sentences that nobody else writes, and standard ones that many do."""

    def __init__(self, seed: int) -> None:
        self.dice = Random(seed)  # noqa: S311 - test data
        self.words = ["".join(self.dice.choices(CHARACTERS, k=self.dice.choice((1, 2, 2, 3)))) for _ in range(4000)]
        self.standard = [self.sentence() for _ in range(12)]

    def sentence(self) -> str:
        return "".join(self.dice.choices(self.words, k=self.dice.randint(10, 20))) + "。"

    def narrative(self) -> list[str]:
        return [self.sentence() if self.dice.randrange(3) else self.dice.choice(self.standard) for _ in range(20)]

    def edited(self, text: list[str]) -> list[str]:
        """As people copy: a sentence left out, one put in, a number changed."""
        kept = [sentence for place, sentence in enumerate(text) if place % 9 != 4]
        return [*kept[:5], self.sentence(), *kept[5:8], "今年办理12件，", *kept[8:]]


def found(texts: list[str], bodies: list[int] | None = None) -> dict[int, Copy]:
    """The copies among some texts, by the number of the text."""
    owners = bodies or list(range(len(texts)))
    judged = copies([Narrative(i, owners[i], texts.__getitem__) for i in range(len(texts))])
    return {report: copy for report, copy in judged if copy}


def test_planted_copies_are_found_and_nothing_else_is() -> None:
    author = Author(1)
    texts = [author.narrative() for _ in range(300)]
    planted = {150 + 7 * number: 3 * number for number in range(20)}
    for copied, source in planted.items():
        texts[copied] = author.edited(texts[source])
    result = found(["".join(text) for text in texts])
    assert {copied: copy.source_id for copied, copy in result.items()} == planted
    assert all(copy.share > 0.7 for copy in result.values())


def test_each_passage_stands_in_both_texts() -> None:
    author = Author(2)
    source = author.narrative()
    texts = ["".join(source), "".join(author.edited(source))]
    (copy,) = found(texts).values()
    assert copy.passages
    for part in copy.passages:
        ours, theirs = texts[1][slice(*part.span)], texts[0][slice(*part.source)]
        assert prose(ours).text == prose(theirs).text
        assert len(prose(ours).text) >= SEED


def test_the_earlier_text_is_the_source() -> None:
    author = Author(3)
    text = "".join(author.narrative())
    result = found([text, "".join(author.narrative()), text, text])
    assert {copied: copy.source_id for copied, copy in result.items()} == {2: 0, 3: 0}
    assert {copy.share for copy in result.values()} == {1.0}


def test_standard_phrases_are_nobodys() -> None:
    # Every body uses the same dozen sentences: whoever writes little else has copied from no one.
    author = Author(4)
    texts = ["".join(author.standard) + "".join(author.narrative()[:6]) for _ in range(40)]
    assert found(texts) == {}


def test_a_short_text_is_not_judged() -> None:
    text = "".join(CHARACTERS[:100])
    assert found([text, text]) == {}


def test_a_text_of_which_a_little_more_than_half_is_copied_is_found_among_many() -> None:
    # Held against its source alone, each is a copy: none is lost on the way to its source.
    author = Author(6)
    texts = [["".join(author.sentence()) for _ in range(20)] for _ in range(240)]
    for place in range(120, 240):
        texts[place] = [author.sentence() if author.dice.randrange(5) > 2 else line for line in texts[place - 120]]
    whole = ["".join(text) for text in texts]
    copied = {place for place in range(120, 240) if found([whole[place - 120], whole[place]])}
    result = found(whole)
    assert {place: copy.source_id for place, copy in result.items()} == {place: place - 120 for place in result}
    assert len(copied) > 80
    assert len(copied & set(result)) >= 0.95 * len(copied)


@given(st.integers(0, 100), st.integers(150, 3000))
def test_signatures_agree_in_as_many_orders_as_texts_have_in_common(percent: int, size: int) -> None:
    dice = np.random.default_rng(percent + size)
    common = size * percent // 100
    one, other = (
        np.concatenate([dice.integers(0, 1 << 32, number, dtype=np.uint32) for number in numbers])
        for numbers in ((common, size - common), (0, size - common))
    )
    other = np.concatenate([one[:common], other])
    agreeing = (pairs._signature(one) == pairs._signature(other)).mean()
    assert abs(agreeing - common / (2 * size - common)) < 0.25


def test_no_hash_alone_decides_a_band() -> None:
    # The three orders of a band begin a third of the ring apart.
    apart = np.diff(pairs._BEGINNINGS.reshape(pairs._BANDS).astype(np.int64), axis=1)
    assert (np.abs(apart - (1 << 32) // 3) < 1 << 8).all()
    assert len(set(pairs._BEGINNINGS.tolist())) == pairs._ORDERS


def test_a_bodys_habit_counts_once() -> None:
    # One body that says the same thing every year does not make it a standard phrase.
    author = Author(5)
    text = "".join(author.narrative())
    result = found([text] * 30, [7] * 30)
    assert {copy.source_id for copy in result.values()} == {0}
    assert len(result) == 29


@given(st.text("甲乙丙丁戊己庚辛 12，。\n", max_size=120), st.text("甲乙丙丁戊己庚辛 12，。\n", max_size=120))
def test_shared_stretches_are_the_same_in_both(text: str, source: str) -> None:
    ours, theirs = prose(text), prose(source)
    end = 0
    for part in shared(ours.text, theirs.text):
        assert part.start >= end
        end = part.start + part.length
        assert ours.text[part.start : end] == theirs.text[part.source : part.source + part.length]
        placed = list(passages(ours, theirs, part))
        assert "".join(prose(text[slice(*one.span)]).text for one in placed) == ours.text[part.start : end]
        assert not any("\n" in text[slice(*one.span)] + source[slice(*one.source)] for one in placed)


def test_a_long_agreement_is_found_whole() -> None:
    text = "".join(CHARACTERS[:200])
    (part,) = shared("零" * 30 + text[50:150] + "零" * 30, text)
    assert part == (30, 50, 100)


@pytest.mark.parametrize("text", ["", "短", "一二三四五"])
def test_a_text_shorter_than_a_stretch_has_no_hash(text: str) -> None:
    assert len(hashes(text)) == 0


@given(st.text(max_size=60))
def test_there_is_a_hash_for_each_stretch(text: str) -> None:
    plain = prose(text).text
    assert len(hashes(plain)) == max(0, len(plain) - WIDTH + 1)
    assert len(prose(text).offsets) == len(plain)


@given(st.text(max_size=60))
def test_only_chinese_characters_and_letters_are_compared(text: str) -> None:
    letters = [place for place, c in enumerate(text) if "\u3400" <= c <= "\u9fff" or (c.isascii() and c.isalpha())]
    assert prose(text).text == "".join(text[place] for place in letters)
    assert prose(text).offsets.tolist() == letters
    assert hashes(text).tolist() == hashes(prose(text).text).tolist()


@pytest.mark.parametrize("outside", ["\u33ff", "\ua000", "\U00020000", "\U0010ffff", "@", "[", "`", "{", "Ａ", "０"])
def test_what_borders_on_them_is_left_out(outside: str) -> None:
    assert prose(f"A{outside}z㐀{outside}\u9fff").text == "Az㐀\u9fff"


def test_hashes_are_the_same_everywhere() -> None:
    # Written down once: another machine, another day, the same database.
    assert hashes("政府信息，公开工作").tolist() == [2018532715, 4110759302, 3388667124]
    assert len(set(hashes("".join(CHARACTERS)).tolist())) == len(CHARACTERS) - WIDTH + 1
