"""Each word of the tables does what its example says."""

import re

import pytest
from govreports.form.model import Variant
from govreports.identity import words
from govreports.identity.names import has_place, is_body, is_place

from tests.identity.pages import NO_YEAR, page, printed


def named(variant: Variant) -> str:
    return variant.text


TABLES = [name for name, value in vars(words).items() if isinstance(value, tuple)]


@pytest.mark.parametrize("name", TABLES)
def test_a_table_holds_each_word_once_with_an_example_of_it(name: str) -> None:
    table: tuple[Variant, ...] = getattr(words, name)

    assert len({variant.text for variant in table}) == len(table)
    assert [variant for variant in table if variant.text not in variant.example] == []


@pytest.mark.parametrize("variant", words.BODY_ENDINGS, ids=named)
def test_a_body_is_known_by_its_ending(variant: Variant) -> None:
    assert variant.example.endswith(variant.text)
    assert is_body(variant.example)
    assert printed(page(f"{variant.example}2020年政府信息公开工作年度报告\n")) == variant.example


@pytest.mark.parametrize("variant", words.PLACE_ENDINGS, ids=named)
def test_a_place_is_known_by_its_ending_and_is_no_body(variant: Variant) -> None:
    assert variant.example.endswith(variant.text)
    assert is_place(variant.example)
    assert not is_body(variant.example)
    assert has_place(variant.example + "财政局")


@pytest.mark.parametrize("variant", words.NOT_PLACES, ids=named)
def test_a_word_that_only_looks_like_a_place_is_none(variant: Variant) -> None:
    assert not has_place(variant.example)


@pytest.mark.parametrize("variant", words.NOT_NAMES, ids=named)
def test_a_word_that_no_body_has_in_its_name(variant: Variant) -> None:
    assert not is_body(variant.example)


@pytest.mark.parametrize("variant", words.GAMBLING, ids=named)
def test_a_word_of_hijacked_pages_is_no_name(variant: Variant) -> None:
    assert not is_body(variant.example)
    assert printed(page(f"{variant.example}2020年政府信息公开工作年度报告\n")) is None


@pytest.mark.parametrize("variant", words.NOT_TITLES, ids=named)
def test_a_line_that_speaks_of_a_report_is_no_title(variant: Variant) -> None:
    assert page(variant.example + "\n").title is None


@pytest.mark.parametrize("variant", words.GOES_ON, ids=named)
def test_a_line_that_goes_on_is_no_title(variant: Variant) -> None:
    title = re.match("[^\n ]+", variant.example)
    assert title
    assert page(title[0] + "\n").title == title[0]
    assert page(variant.example + "\n").title is None


@pytest.mark.parametrize("variant", words.LINKS, ids=named)
def test_a_link_to_another_report_is_no_title(variant: Variant) -> None:
    identity = page(variant.example + "\n", opening=NO_YEAR)
    assert (identity.title, identity.year, printed(identity)) == (None, None, None)
