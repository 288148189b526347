"""All that a report says about itself, put together with what a manifest and the table of aliases say of it."""

from functools import partial
from operator import eq
from typing import NamedTuple

from govreports.form.model import Text
from govreports.identity import remarks, year
from govreports.identity.agency import agency
from govreports.identity.aliases import Alias, Aliases, own_aliases
from govreports.identity.body import GOVERNMENTS, kind, same_body
from govreports.identity.dates import published
from govreports.identity.evidence import Found, evidence, joined, nothing, override, weigh
from govreports.identity.head import Head
from govreports.identity.names import fits
from govreports.identity.region import Settled, added, region, settle
from govreports.identity.scope import Part, scope
from govreports.identity.signature import signature
from govreports.identity.site import Signs, metadatum, signs
from govreports.identity.title import Title, candidates, choose
from govreports.places import division
from govreports.report import Document, Evidence, Identity, ManifestRow
from govreports.spans import Span

# Characters of a head that are looked at: those nearest the body, or the first ones when there is no body; and of
# an opening, the first ones.
REACH = 6000

_NO_MANIFEST = ManifestRow("")
_NOWHERE = Span(0, 0)


class _Read(NamedTuple):
    """What the text, its metadata and the manifest say, before the place of the body is settled."""

    rows: list[list[Evidence]]
    agency: list[Evidence]
    title: Part
    introduction: Part
    opening: Part


def identify(
    document: Document, body_start: int, opening: Span, manifest: ManifestRow | None, aliases: Aliases | None = None
) -> Identity:
    """Year, title, agency with its division, scope and publication date of a report, each with its evidence.

    `document.text[:body_start]` is everything before the heading of section 一, or the whole text when it has no
    headings; `opening` is the narrative of section 一. A manifest row overrules what is read, and `aliases` (those that
    come with the loaders, unless given) what is made of it. Nothing is guessed: what nothing says plainly is None, and
    the evidence says why.
    """
    given = manifest or _NO_MANIFEST
    site = signs(document.text, document.metadata, given.url)
    read = _read(document, body_start, opening, given, site)
    settled = _settle(read.agency[0], given, site, document.text)
    whose = [_agency_rows(read.agency, settled), region(settled, given.region_code, site.codes)]
    said = {rows[0].field: rows[0].value for rows in (*read.rows, *whose)}
    alias = _alias(settled, said, given, aliases or own_aliases())
    name, code = (alias.agency, alias.agency_region_code) if alias else (settled.name, said["region_code"])
    if alias:
        whose = _by_alias(alias, whose)
    rows = [
        *read.rows,
        *whose,
        scope(document.text, read.title, read.introduction, read.opening, _governed(name, code)),
        [_given("source_url", given.url, remarks.NO_URL)],
    ]
    said = {found[0].field: found[0].value for found in rows}
    return Identity(
        year=int(said["year"]) if said["year"] else None,
        title=said["title"],
        agency=name,
        region_code=code,
        published_on=said["published_on"],
        source_url=said["source_url"],
        retrieved_at=given.retrieved_at,
        evidence=tuple(row for found in rows for row in found),
        kind=kind(name) if name else None,
        scope=said["scope"],
    )


def _read(document: Document, body_start: int, opening: Span, given: ManifestRow, site: Signs) -> _Read:
    """Rows for each fact that the text and its metadata can say, the first row of each holding the fact."""
    text = document.text
    head = _head(text, body_start)
    opening = Span(opening.start, min(opening.end, opening.start + REACH))
    titles = candidates(text, head, partial(fits, text=text, narrative=opening))
    introduction = Span(titles[-1].span.end if titles else head.start, head.end)
    spoken = year.spoken_of(text, introduction)
    # Without headings prose runs on, and can speak of earlier reports.
    mentioned = year.mentions(text, introduction, spoken) if body_start < len(text) else []
    years = year.years(text, opening, spoken, mentioned)
    chosen = choose(text, titles, _number(years))
    found = Found(chosen.value, "title", chosen.span) if isinstance(chosen, Title) else None
    title = chosen if isinstance(chosen, Title) else None
    if title is None and (of_page := metadatum(document.metadata, "title")):
        title = next(iter(candidates(of_page, Span(0, len(of_page)), lambda _: False)), None)
        found = Found(title.value, "metadata", None) if title else None
    if title and found:
        years.insert(0, Found(str(title.year), found.source, title.year_span if found.span else None))
    sign = signature(text)
    known = _number(years) if given.year is None else given.year
    stamp = metadatum(document.metadata, "date")
    where = Head(text, head, introduction, mentioned, opening)
    dates, against = published(where, sign, stamp, known, given.retrieved_at)
    year_rows = weigh("year", years, eq, against) if years else [nothing("year", remarks.NO_YEAR)]
    agency_rows = agency(where, title, found.source if found else "title", sign, site.bodies)
    return _Read(
        [
            override("year", None if given.year is None else str(given.year), year_rows, eq),
            [
                evidence("title", found)
                if found
                else nothing("title", chosen if isinstance(chosen, Text) else remarks.NO_TITLE)
            ],
            dates,
        ],
        override("agency", given.agency, agency_rows, same_body),
        Part("title", found.span if found and found.span else _NOWHERE),
        Part("introduction", introduction if body_start < len(text) else _NOWHERE),
        Part("opening", opening),
    )


def _settle(named: Evidence, given: ManifestRow, site: Signs, text: str) -> Settled:
    if named.value is None:
        return Settled(None)
    settled = settle(Found(named.value, named.source, named.span), given.region_code, site.codes, text)
    # What a manifest names is named, also where nobody could say where it is.
    return settled._replace(name=settled.name or named.value) if named.source == "manifest" else settled


def _agency_rows(rows: list[Evidence], settled: Settled) -> list[Evidence]:
    """The rows of the agency, with what settling its place adds to them."""
    first, *rest = rows
    if first.value is None:
        return rows
    if settled.name is None:
        return [nothing("agency", settled.why or remarks.NO_PLACE), *rows]
    told = Text(first.note_zh, first.note_en) if first.note_zh and first.note_en else None
    zh, en = joined(told, added(settled), settled.why) or (None, None)
    return [first._replace(note_zh=zh, note_en=en), *rest]


def _alias(settled: Settled, said: dict[str, str | None], given: ManifestRow, aliases: Aliases) -> Alias | None:
    if settled.name is None:
        return None
    return aliases.of(settled.name, said["region_code"], given.url, int(said["year"]) if said["year"] else None)


def _by_alias(alias: Alias, whose: list[list[Evidence]]) -> list[list[Evidence]]:
    agencies, regions = whose
    told = remarks.by_alias(alias.reason)
    code = Evidence("region_code", alias.agency_region_code, "alias", None, *told)
    if alias.agency_region_code is None:
        code = nothing("region_code", told)
    known = [row for row in regions if row.value is not None]
    return [[Evidence("agency", alias.agency, "alias", None, *told), *agencies], [code, *known]]


def _governed(name: str | None, code: str | None) -> str | None:
    """The last character of the place that a body governs; None when it is no government of a place."""
    if name is None or not name.endswith(GOVERNMENTS):
        return None
    held = division(code) if code else None
    return held.name[-1] if held else ""


def _given(field: str, value: str | None, otherwise: Text) -> Evidence:
    return nothing(field, otherwise) if value is None else Evidence(field, value, "manifest")


def _number(years: list[Found]) -> int | None:
    return int(years[0].value) if years else None


def _head(text: str, body_start: int) -> Span:
    if body_start < len(text):
        return Span(max(0, body_start - REACH), body_start)
    return Span(0, min(REACH, len(text)))
