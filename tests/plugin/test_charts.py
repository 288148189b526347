"""Charts never draw what is not known, and what they draw is in proportion."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from datasette_govreports.pages.charts import GROUND, WIDTH, YEAR, funnel, outcomes, stacks, trend

COUNTS = st.lists(st.one_of(st.none(), st.integers(0, 10**7)), min_size=1, max_size=7)


def named(values: list[int | None]) -> list[tuple[str, int | None]]:
    """The values with a name each."""
    return [(f"n{i}", value) for i, value in enumerate(values)]


@given(COUNTS)
def test_outcomes_are_parts_of_one_whole(values: list[int | None]) -> None:
    chart = outcomes(named(values))
    if None in values or not any(values):
        assert chart is None
        return
    assert chart is not None
    longest = max(bar.width for bar in chart.bars)
    for bar in chart.bars:
        assert 0 <= bar.width <= WIDTH
        assert (bar.width == longest) or (bar.value or 0) < max(v or 0 for v in values)
    assert chart.height > chart.bars[-1].y


def test_shares_of_outcomes() -> None:
    chart = outcomes([("a", 3), ("b", 1), ("c", 0)], reports=2)
    assert chart is not None
    assert [(bar.share, bar.width) for bar in chart.bars] == [("75.0%", 115.5), ("25.0%", 38.5), ("0.0%", 0.0)]
    assert chart.reports == 2


@given(COUNTS)
def test_a_funnel_never_widens(values: list[int | None]) -> None:
    chart = funnel(named(values))
    if chart is None:
        known = [value for value in values if value is not None]
        assert len(known) < len(values) or not known[0] or known != sorted(known, reverse=True)
    else:
        widths = [bar.width for bar in chart.bars]
        assert widths == sorted(widths, reverse=True)


@given(st.dictionaries(st.integers(2008, 2026), st.one_of(st.none(), st.integers(0, 10**7)), max_size=10))
def test_a_series_has_a_gap_for_each_year_that_is_not_known(values: dict[int, int | None]) -> None:
    years = list(range(2008, 2027))
    chart = trend(values, years)
    known = [year for year in years if values.get(year) is not None]
    if len(known) < 2:
        assert chart is None
        return
    assert chart is not None
    assert [c.year for c in chart.columns] == years
    assert chart.gaps == tuple(year for year in years if year not in known)
    for column in chart.columns:
        assert column.y + column.height == GROUND
        assert 0 <= column.x <= chart.width - column.width
        assert (column.height > 0) <= bool(column.value)


@given(
    st.dictionaries(
        st.integers(2019, 2025), st.lists(st.one_of(st.none(), st.integers(0, 999)), min_size=3, max_size=3)
    )
)
def test_a_year_is_as_long_as_its_parts(values: dict[int, list[int | None]]) -> None:
    chart = stacks({year: named(parts) for year, parts in values.items()})
    told = [year for year, parts in sorted(values.items()) if None not in parts and any(parts)]
    assert [year.year for year in chart.years] == told if chart else not told
    for year in chart.years if chart else ():
        assert [part.value for part in year.parts] == values[year.year]
        assert abs(sum(part.width for part in year.parts) - (WIDTH - YEAR)) < 0.5
