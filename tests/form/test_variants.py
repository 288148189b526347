"""Every way a label is written carries an example from a report, and the example is matched by that label alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

import pytest
from govreports.form import SECTIONS, Group, Variant, proactive, requests, reviews
from govreports.match.labels import find, fold


class Known(NamedTuple):
    """A label of the form with its variants: what kind it is, where, and its code."""

    kind: str
    table: str | None
    code: str
    variants: tuple[Variant, ...]


def _name(known: Known) -> str:
    return f"{known.kind}-{known.table}-{known.code}-{known.variants[0].text if known.variants else ''}"


# Column heads that print the same words as a row of section 三; where they stand decides, which is not the form's part.
ALSO_ROWS = {"其他": "other_rest", "总计": "total"}


def _rows() -> Iterator[Known]:
    yield from (Known("row", "proactive", row.code, row.variants) for row in proactive.ROWS)
    yield from (Known("row", "requests", row.code, row.variants) for row in requests.ROWS)


def _heads() -> Iterator[Known]:
    yield Known("mark", "requests", "corner", requests.CORNER_VARIANTS)
    yield Known("mark", "requests", "applicants", requests.APPLICANTS.variants)
    for group in (reviews.RECONSIDERATION, reviews.LITIGATION, reviews.DIRECT, reviews.AFTER):
        yield Known("mark", "reviews", group.code, group.variants)
    heads = dict.fromkeys(column for block in proactive.BLOCKS for column in block.columns)  # some head two blocks
    yield from (Known("column", "proactive", column.code, column.variants) for column in heads)
    yield from (Known("section", section.table, str(section.number), section.variants) for section in SECTIONS)


def _unmatched() -> Iterator[Known]:
    """Labels that are read by their place, not by their words; the form still says how they are written."""
    groups: tuple[Group, ...] = (*requests.GROUPS, requests.ORGANISATIONS)
    yield from (Known("group", "requests", group.code, group.variants) for group in groups)
    yield from (Known("head", "requests", column.code, column.variants) for column in requests.COLUMNS)
    yield from (Known("head", "reviews", column.code, column.variants) for column in reviews.COLUMNS)


MATCHED = (*_rows(), *_heads())
ALL = (*MATCHED, *_unmatched())


@pytest.mark.parametrize("known", ALL, ids=_name)
def test_a_variant_stands_in_its_own_example(known: Known) -> None:
    missing = [variant for variant in known.variants if fold(variant.text) not in fold(variant.example)]
    assert missing == [], f"{known.code}: the example does not hold the text"


@pytest.mark.parametrize("known", MATCHED, ids=_name)
def test_an_example_is_matched_by_its_own_label_and_no_other(known: Known) -> None:
    for variant in known.variants:
        found = [(label.kind, label.table, label.code) for label in find(variant.example).labels]
        assert found == [(known.kind, known.table, known.code)], f"{variant.example} is matched by {found}"


@pytest.mark.parametrize("known", list(_unmatched()), ids=_name)
def test_the_example_of_a_label_read_by_place_names_no_row(known: Known) -> None:
    for variant in known.variants:
        rows = {label.code for label in find(variant.example).labels if label.kind == "row"}
        assert rows == {row for words, row in ALSO_ROWS.items() if words == variant.text}, variant.example


def test_every_label_that_holds_figures_has_a_variant() -> None:
    assert [known.code for known in ALL if not known.variants] == ["otherwise"]


def test_no_two_rows_of_a_table_are_written_alike() -> None:
    # A label that could be two rows must match neither.
    written: dict[tuple[str | None, str], set[str]] = defaultdict(set)
    for known in _rows():
        for variant in known.variants:
            written[known.table, fold(variant.text)].add(known.code)
    assert {words: codes for words, codes in written.items() if len(codes) > 1} == {}


def test_variants_are_the_words_only() -> None:
    # Numbering and white space are matched around a label; in a variant they would make it match less.
    odd = [
        variant
        for known in ALL
        for variant in known.variants
        if re.search(r"^[（(]?[一二三四五六七八九\d]+[)）、.]|\s", variant.text)
    ]
    assert odd == []


def test_the_printed_label_is_itself_a_variant() -> None:
    """What the form prints must be found: the label holds one of its variants, its numbering and remarks aside."""
    labels = [(row.label.zh, row.variants) for row in (*proactive.ROWS, *requests.ROWS)]
    labels += [(column.label.zh, column.variants) for block in proactive.BLOCKS for column in block.columns]
    labels += [(section.heading.zh, section.variants) for section in SECTIONS]
    lacking = [label for label, variants in labels if not any(fold(v.text) in fold(label) for v in variants)]
    assert lacking == []
