"""Numbers as lists show them."""

from __future__ import annotations

from markupsafe import Markup


def amount(number: int | None) -> str:
    """A number; a dash where it is not known."""
    return "—" if number is None else f"{number:,}"


def three(passed: int, failed: int, undecided: int) -> Markup:
    """Checks passed, failed and not assessed, which stand beside each other always: cells of a table."""
    bad, unsure = " bad" if failed else "", " unsure" if undecided else ""
    cells = (
        f'<td class="num">{passed:,}</td><td class="num{bad}">{failed:,}</td><td class="num{unsure}">{undecided:,}</td>'
    )
    return Markup(cells)  # noqa: S704 - numbers only
