"""A table of the official form as HTML: what every report has in common is made once, and has holes for the figures.

A stencil is a format string with two holes for each figure, in reading order: the first attributes of its cell, and
what stands in it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from markupsafe import Markup, escape

from datasette_govreports.pages.form import Slot

Line = Sequence[Slot]
HOLES = "<td%s{attributes}>%s</td>"


def stencil(
    table: str,
    head: Sequence[Line],
    bodies: Iterable[Sequence[Line]],
    headers: Mapping[int, str],
    totals: Collection[int],
) -> str:
    """The parts of a table. `headers` and what `totals` are for: see Grid; a line that ends in a total is a sum."""
    parts = [("thead", head)] if head else []
    parts += [("tbody", body) for body in bodies]
    drawn = ((part, "".join(_line(table, line, headers, totals) for line in lines)) for part, lines in parts)
    return "".join(f"<{part}>\n{lines}</{part}>\n" for part, lines in drawn)


def _line(table: str, line: Line, headers: Mapping[int, str], totals: Collection[int]) -> str:
    sums = ' class="sum"' if line[-1].figure_id in totals else ""
    return f"<tr{sums}>{''.join(_slot(table, slot, headers) for slot in line)}</tr>\n"


def _slot(table: str, slot: Slot, headers: Mapping[int, str]) -> str:
    if slot.figure_id:
        named = f' headers="{headers[slot.figure_id]}"' if headers else ""
        return HOLES.format(attributes=slot.spans + named)
    label = str(escape(slot.label)).replace("%", "%%")
    if slot.role == "corner":
        return f'<td class="corner"{slot.spans}>{label}</td>'
    scope = "row" if slot.role in {"row", "rows"} else "col"
    group = ' class="rows"' if slot.role == "rows" else ""
    id = f' id="{table[0]}{slot.id}"' if headers else ""
    return f'<th scope="{scope}"{group}{id}{slot.spans}>{label}</th>'


def filled(stencil: str, holes: Iterable[str]) -> Markup:
    """The parts of a table with what belongs into its holes, which is HTML."""
    return Markup(stencil % tuple(holes))  # noqa: S704 - labels are escaped above, and what fills the holes is HTML
