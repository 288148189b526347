"""What the index finds is what stands in the text: for words made up here, and for any characters at all."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from govreports import bigrams
from hypothesis import given, settings
from hypothesis import strategies as st

EXAMPLES = int(os.environ.get("GOVREPORTS_EXAMPLES", "300"))

# Few characters, so that words meet: Chinese, letters and digits in both widths, signs, spaces, look-alikes.
CHARACTERS = "诉讼环保公积金⾦の々１2aAＡß，。 \n_-\"*:()'%𠮷é"
texts = st.text(st.sampled_from(CHARACTERS), max_size=20) | st.text(max_size=12)


@pytest.fixture(scope="module")
def index() -> Iterator[sqlite3.Connection]:
    """An empty index as a build makes it."""
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute("CREATE VIRTUAL TABLE i USING fts5(text, content='', tokenize='ascii')")
        yield db


def found(db: sqlite3.Connection, query: str, texts: list[str]) -> set[int]:
    """The numbers of the texts that the index finds."""
    expression = bigrams.match(query)
    db.execute("INSERT INTO i(i) VALUES ('delete-all')")
    db.executemany("INSERT INTO i(rowid, text) VALUES (?, ?)", enumerate(map(bigrams.terms, texts)))
    return {number for (number,) in db.execute("SELECT rowid FROM i WHERE i MATCH ?", (expression,))}


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("诉讼", "诉讼 讼"),
        ("公积金。", "公积 积金 金"),
        ("诉", "诉"),
        ("拨打１２３４５热线", "拨打 打 12345 热线 线"),
        ("COVID-19", "covid 19"),
        ("公，积", "公 积"),
        ("⾦额", "金额 额"),
        ("", ""),
        ("——", ""),
    ],
)
def test_terms(text: str, terms: str) -> None:
    assert bigrams.terms(text) == terms


@pytest.mark.parametrize(
    ("query", "expression"),
    [
        ("诉讼", '"诉讼"'),
        ("诉", '"诉" *'),
        ("公积金", '"公积 积金"'),
        ("公积金 2023", '"公积 积金" AND "2023"'),
        ('" OR NEAR(*', '"or" AND "near"'),
        ("title:*", '"title"'),
        ("，。", ""),
        (" ", ""),
    ],
)
def test_queries_hold_no_operator_that_was_typed(query: str, expression: str) -> None:
    assert bigrams.match(query) == expression


@given(query=st.text(st.sampled_from("诉讼环保公积金"), min_size=1, max_size=4), texts=st.lists(texts, max_size=8))
@settings(max_examples=EXAMPLES, deadline=None)
def test_a_chinese_word_is_found_exactly_where_it_stands(
    index: sqlite3.Connection, query: str, texts: list[str]
) -> None:
    texts = [*texts, f"上{query}下", f"{query[:1]}，{query[1:]}"]
    assert found(index, query, texts) == {n for n, text in enumerate(texts) if query in bigrams.fold(text)}


@given(query=texts, texts=st.lists(texts, max_size=8))
@settings(max_examples=EXAMPLES, deadline=None)
def test_any_query_finds_what_its_words_are_seen_in(index: sqlite3.Connection, query: str, texts: list[str]) -> None:
    texts = [*texts, query, f"公{query}金"]
    words = [pattern for word in bigrams.fold(query).split() if (pattern := bigrams.pattern(word))]
    if not words:
        assert bigrams.match(query) == ""
        return
    seen = {n for n, text in enumerate(texts) if all(word.search(bigrams.fold(text)) for word in words)}
    assert found(index, query, texts) == seen


@given(text=texts)
@settings(max_examples=EXAMPLES, deadline=None)
def test_a_folded_text_leads_back_to_the_original(text: str) -> None:
    told, places = bigrams.folded(text)
    assert told == bigrams.fold(text)
    assert len(places) == len(told)
    for place, character in zip(places, told, strict=True):
        assert character in bigrams.fold(text[place])


def test_a_long_query_is_cut() -> None:
    assert len(bigrams.match("诉讼 " * 10_000)) < 600
