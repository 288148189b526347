"""All that a report says about itself, put together with what a manifest and the table of aliases say of it."""

from functools import partial
from operator import eq
from typing import NamedTuple

from govreports.divisions import division
from govreports.form.model import Text
from govreports.identity import remarks, year
from govreports.identity.agency import agency
from govreports.identity.aliases import Alias, Aliases, own_aliases
from govreports.identity.body import GOVERNMENTS, kind, same_body
from govreports.identity.dates import published
from govreports.identity.evidence import Found, evidence, joined, nothing, override, weigh
from govreports.identity.head import Head
from govreports.identity.region import Settled, added, region, settle
from govreports.identity.scope import Part, scope
from govreports.identity.signature import signature
from govreports.identity.site import Signs, metadatum, signs
from govreports.identity.title import Title, candidates, choose
from govreports.identity.told import suits
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


class _Whose(NamedTuple):
    """The body's one name and the code of its division, as far as they are known, and the rows about both."""

    name: str | None
    code: str | None
    rows: tuple[list[Evidence], list[Evidence]]


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
    whose = _whose(read, given, site, document.text, aliases or own_aliases())
    rows = [
        *read.rows,
        *whose.rows,
        scope(document.text, read.title, read.introduction, read.opening, _governed(whose)),
        [_given("source_url", given.url, remarks.NO_URL)],
    ]
    said = {found[0].field: found[0].value for found in rows}
    return Identity(
        year=int(said["year"]) if said["year"] else None,
        title=said["title"],
        agency=whose.name,
        region_code=said["region_code"],
        published_on=said["published_on"],
        source_url=said["source_url"],
        retrieved_at=given.retrieved_at,
        evidence=tuple(row for found in rows for row in found),
        kind=kind(whose.name) if whose.name else None,
        scope=said["scope"],
    )


def _read(document: Document, body_start: int, opening: Span, given: ManifestRow, site: Signs) -> _Read:
    """Rows for each fact that the text and its metadata can say, the first row of each holding the fact."""
    text = document.text
    head = _head(text, body_start)
    opening = Span(opening.start, min(opening.end, opening.start + REACH))
    titles = candidates(text, head, partial(suits, text=text, opening=opening))
    introduction = Span(titles[-1].span.end if titles else head.start, head.end)
    spoken = year.spoken_of(text, introduction)
    # Without headings prose runs on, and can speak of earlier reports.
    mentioned = year.mentions(text, introduction, spoken) if body_start < len(text) else []
    years = year.years(text, opening, spoken, mentioned)
    title, title_row = _title(document, titles, _number(years))
    if title:
        years.insert(0, Found(str(title.year), title_row.source, title.year_span if title_row.span else None))
    sign = signature(text)
    where = Head(text, head, introduction, mentioned, opening)
    known = _number(years) if given.year is None else given.year
    dates, against = published(where, sign, metadatum(document.metadata, "date"), known, given.retrieved_at)
    year_rows = weigh("year", years, eq, against) if years else [nothing("year", remarks.NO_YEAR)]
    agency_rows = agency(where, title, title_row.source, sign, site.bodies)
    return _Read(
        [override("year", None if given.year is None else str(given.year), year_rows, eq), [title_row], dates],
        override("agency", given.agency, agency_rows, same_body),
        Part("title", title_row.span or _NOWHERE),
        Part("introduction", introduction if body_start < len(text) else _NOWHERE),
        Part("opening", opening),
    )


def _title(document: Document, titles: list[Title], year: int | None) -> tuple[Title | None, Evidence]:
    """The title of this report and the row that says so: of those in the text, else the one that the metadata give."""
    chosen = choose(document.text, titles, year)
    if isinstance(chosen, Title):
        return chosen, evidence("title", Found(chosen.value, "title", chosen.span))
    of_page = metadatum(document.metadata, "title") or ""
    given = next(iter(candidates(of_page, Span(0, len(of_page)), lambda _: False)), None)
    return given, evidence("title", Found(given.value, "metadata", None)) if given else nothing("title", chosen)


def _whose(read: _Read, given: ManifestRow, site: Signs, text: str, aliases: Aliases) -> _Whose:
    """The body's one name and its division, by what was read, and then by the table of aliases."""
    year = read.rows[0][0].value
    settled = _settle(read.agency[0], given, site, text, int(year) if year else None)
    agencies, regions = _agency_rows(read.agency, settled), region(settled, given.region_code, site.codes)
    code = regions[0].value
    alias = aliases.of(settled.name, code, given.url, int(year) if year else None) if settled.name else None
    return _by_alias(alias, agencies, regions) if alias else _Whose(settled.name, code, (agencies, regions))


def _settle(found: Evidence, given: ManifestRow, site: Signs, text: str, year: int | None) -> Settled:
    if found.value is None:
        return Settled(None)
    printed = Found(found.value, found.source, found.span)
    settled = settle(printed, given.region_code, site.codes, text, year)
    # What a manifest names is named, also where nobody could say where it is.
    return settled._replace(name=settled.name or found.value) if found.source == "manifest" else settled


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


def _by_alias(alias: Alias, agencies: list[Evidence], regions: list[Evidence]) -> _Whose:
    told = remarks.by_alias(alias.reason)
    code = Evidence("region_code", alias.agency_region_code, "alias", None, *told)
    if alias.agency_region_code is None:
        code = nothing("region_code", told)
    known = [row for row in regions if row.value is not None]
    name = Evidence("agency", alias.agency, "alias", None, *told)
    return _Whose(alias.agency, alias.agency_region_code, ([name, *agencies], [code, *known]))


def _governed(whose: _Whose) -> str | None:
    """The last character of the place that a body governs; None when it is no government of a place."""
    if whose.name is None or not whose.name.endswith(GOVERNMENTS):
        return None
    held = division(whose.code) if whose.code else None
    return held.name[-1] if held else ""


def _given(field: str, value: str | None, otherwise: Text) -> Evidence:
    return nothing(field, otherwise) if value is None else Evidence(field, value, "manifest")


def _number(years: list[Found]) -> int | None:
    return int(years[0].value) if years else None


def _head(text: str, body_start: int) -> Span:
    if body_start < len(text):
        return Span(max(0, body_start - REACH), body_start)
    return Span(0, min(REACH, len(text)))
