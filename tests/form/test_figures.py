"""The figures of the form: how many there are, what they are called, and the numbers that must never change.

The codes are written here a second time, by hand: databases, addresses and other people's queries depend on them.
"""

from __future__ import annotations

import pytest
from govreports.form import (
    BY_ID,
    EDITION_FACTS,
    EDITIONS,
    FIGURES,
    ID_OF,
    SECTIONS,
    TABLE_NAMES,
    Edition,
    TableName,
    proactive,
    requests,
    reviews,
)

COMMON = [
    *("new", "carried_over", "granted", "partly_granted"),
    *("denied_state_secret", "denied_other_law", "denied_public_security", "denied_third_party"),
    *("denied_internal_affairs", "denied_deliberative", "denied_enforcement_file", "denied_register_query"),
    *("unavailable_not_held", "unavailable_needs_creation", "unavailable_unclear"),
    *("unprocessed_complaint", "unprocessed_repeat", "unprocessed_publication"),
    *("unprocessed_excessive", "unprocessed_reissue"),
]
ROWS: dict[Edition, list[str]] = {
    "2019": [*COMMON, "other", "total", "carried_forward"],
    "2021": [*COMMON, "other_not_corrected", "other_fee_unpaid", "other_rest", "total", "carried_forward"],
}
APPLICANTS = ["natural_person", "business", "research", "public_interest", "legal_service", "other", "total"]
RESULTS = ["upheld", "corrected", "other", "pending", "total"]
REVIEWS = ["reconsideration", "litigation_direct", "litigation_after_reconsideration"]


@pytest.mark.parametrize(
    ("table", "edition", "count"),
    [
        ("proactive", "2019", 22),
        ("requests", "2019", 161),
        ("reviews", "2019", 15),
        ("proactive", "2021", 10),
        ("requests", "2021", 175),
        ("reviews", "2021", 15),
    ],
)
def test_each_edition_prints_as_many_figures_as_the_national_form(
    table: TableName, edition: Edition, count: int
) -> None:
    assert sum(1 for figure in FIGURES if figure.table == table and edition in figure.editions) == count


@pytest.mark.parametrize("edition", EDITIONS)
def test_section_3_has_the_rows_of_its_edition_in_printed_order(edition: Edition) -> None:
    assert [row.code for row in requests.ROWS if edition in row.editions] == ROWS[edition]
    assert [column.code for column in requests.COLUMNS] == APPLICANTS


def test_section_4_has_three_blocks_of_five() -> None:
    assert [figure.name for figure in FIGURES if figure.table == "reviews"] == [
        f"{block}_{result}" for block in REVIEWS for result in RESULTS
    ]


@pytest.mark.parametrize(
    ("table", "row", "column", "id"),
    [
        ("requests", "new", "natural_person", 11),
        ("requests", "denied_third_party", "other", 86),
        ("requests", "other", "total", 217),
        ("requests", "other_rest", "total", 247),
        ("requests", "total", "total", 257),
        ("requests", "carried_forward", "total", 267),
        ("proactive", "regulations", "made", 1021),
        ("proactive", "regulations", "issued", 1024),
        ("proactive", "normative_documents", "in_force", 1046),
        ("proactive", "licensing", "decisions", 1069),
        ("proactive", "penalties", "change", 1108),
        ("proactive", "fees", "prior", 1147),
        ("proactive", "fees", "amount", 1150),
        ("proactive", "procurement", "projects", 1171),
        ("proactive", "procurement", "amount", 1170),
        ("reviews", "reconsideration", "upheld", 2011),
        ("reviews", "litigation_direct", "corrected", 2022),
        ("reviews", "litigation_after_reconsideration", "total", 2035),
    ],
)
def test_figure_ids_are_permanent(table: str, row: str, column: str, id: int) -> None:
    # Packed spans in published databases hold these numbers.
    assert ID_OF[table, row, column] == id


def test_request_row_ids_are_permanent() -> None:
    both = [*COMMON, "other", "other_not_corrected", "other_fee_unpaid", "other_rest", "total", "carried_forward"]
    assert [(row.id, row.code) for row in requests.ROWS] == list(enumerate(both, 1))


@pytest.mark.parametrize(
    ("what", "names"),
    [
        ("figure ids", [figure.id for figure in FIGURES]),
        ("figures", [(figure.table, figure.row, figure.column) for figure in FIGURES]),
        ("places in the database", [(figure.table, figure.row, figure.name) for figure in FIGURES]),
        ("addresses", [(figure.table, figure.address) for figure in FIGURES]),
        ("request rows", [row.code for row in requests.ROWS]),
        ("request row ids", [row.id for row in requests.ROWS]),
        ("request columns", [column.code for column in requests.COLUMNS]),
        ("request column ids", [column.id for column in requests.COLUMNS]),
        ("request groups", [group.code for group in requests.GROUPS]),
        ("proactive rows", [row.code for row in proactive.ROWS]),
        ("proactive row ids", [row.id for row in proactive.ROWS]),
        ("proactive blocks", [(block.code, block.edition) for block in proactive.BLOCKS]),
        ("review blocks", [block.code for _, block in reviews.BLOCKS]),
        ("review block ids", [id for id, _ in reviews.BLOCKS]),
        ("review columns", [column.code for column in reviews.COLUMNS]),
        ("review column ids", [column.id for column in reviews.COLUMNS]),
        ("sections", [section.number for section in SECTIONS]),
        ("editions", [edition.id for edition in EDITION_FACTS]),
    ],
)
def test_codes_and_ids_are_unique(what: str, names: list[object]) -> None:
    assert sorted({name for name in names if names.count(name) > 1}, key=str) == [], what


def test_a_column_id_means_one_column_of_section_2() -> None:
    # 金额 of fees (2021) and of procurement (2019) share a column: rows tell them apart.
    columns = {column.code: column.id for block in proactive.BLOCKS for column in block.columns}
    assert len(set(columns.values())) == len(columns)
    assert all(columns[c.code] == c.id for block in proactive.BLOCKS for c in block.columns)


def test_fees_are_counted_in_2019_and_charged_in_2021() -> None:
    # The trap of the form: row (八) is a number of items in one edition and an amount of money in the other.
    fees = {figure.name: figure for figure in FIGURES if figure.row == "fees"}
    assert {name: (f.kind, f.unit.zh, f.editions) for name, f in fees.items()} == {
        "fees_prior": ("count", "项", ("2019",)),
        "fees_change": ("change", "项", ("2019",)),
        "fees_amount": ("money", "万元", ("2021",)),
    }


def test_only_amounts_are_money_and_only_changes_are_signed() -> None:
    assert {f.name for f in FIGURES if f.kind == "money"} == {"fees_amount", "procurement_amount"}
    assert {f.name for f in FIGURES if f.kind == "change"} == {
        f"{row}_change" for row in ("licensing", "other_services", "penalties", "coercion", "fees")
    }


def test_every_label_is_given_in_both_languages() -> None:
    columns = [c for block in proactive.BLOCKS for c in block.columns]
    items = [block.item for block in proactive.BLOCKS]
    texts = [
        *items,
        *(row.label for row in (*proactive.ROWS, *requests.ROWS)),
        *(column.label for column in (*columns, *requests.COLUMNS, *reviews.COLUMNS)),
        *(group.label for group in (*requests.GROUPS, *(group for _, group in reviews.BLOCKS))),
        *(section.heading for section in SECTIONS),
        *(figure.unit for figure in FIGURES),
    ]
    assert all(text.zh.strip() and text.en.strip() and text.en.isascii() for text in texts)


def test_the_lookups_agree_with_the_list() -> None:
    assert {id: (f.table, f.row, f.column) for id, f in BY_ID.items()} == {id: key for key, id in ID_OF.items()}
    assert len(BY_ID) == len(FIGURES)
    assert {figure.table for figure in FIGURES} == set(TABLE_NAMES)
