"""All that a report says about itself, put together with what a manifest says of it."""

from functools import partial
from operator import eq

from govreports.form.model import Text
from govreports.identity import remarks, year
from govreports.identity.agency import agency
from govreports.identity.dates import published
from govreports.identity.evidence import Found, evidence, nothing, override, weigh
from govreports.identity.names import fits, same_body
from govreports.identity.signature import signature
from govreports.identity.title import Title, candidates, choose
from govreports.report import Evidence, Identity, ManifestRow
from govreports.spans import Span

# Characters of a head that are looked at: those nearest the body, or the first ones when there is no body; and of
# an opening, the first ones.
REACH = 6000

_NO_MANIFEST = ManifestRow("")


def identify(text: str, body_start: int, opening: Span, manifest: ManifestRow | None) -> Identity:
    """Year, title, agency and publication date of a report, each with its evidence.

    `text[:body_start]` is everything before the heading of section 一, or the whole text when it has no headings;
    `opening` is the narrative of section 一. A manifest row overrules what is read. Nothing is guessed: what the text
    does not say plainly is None, and the evidence says why.
    """
    given = manifest or _NO_MANIFEST
    fields = [*_from_text(text, body_start, opening, given), *_from_manifest(given)]
    said = {rows[0].field: rows[0].value for rows in fields}
    return Identity(
        year=int(said["year"]) if said["year"] else None,
        title=said["title"],
        agency=said["agency"],
        region_code=said["region_code"],
        published_on=said["published_on"],
        source_url=said["source_url"],
        retrieved_at=given.retrieved_at,
        evidence=tuple(row for rows in fields for row in rows),
    )


def _from_text(text: str, body_start: int, opening: Span, given: ManifestRow) -> list[list[Evidence]]:
    """Rows for each fact that the text can say, the first row of each holding the fact."""
    head = _head(text, body_start)
    opening = Span(opening.start, min(opening.end, opening.start + REACH))
    titles = candidates(text, head, partial(fits, text=text, narrative=opening))
    introduction = Span(titles[-1].span.end if titles else head.start, head.end)
    spoken = year.spoken_of(text, introduction)
    # Without headings prose runs on, and can speak of earlier reports.
    mentioned = year.mentions(text, introduction, spoken) if body_start < len(text) else []
    years = year.years(text, opening, spoken, mentioned)
    chosen = choose(text, titles, _number(years))
    title = chosen if isinstance(chosen, Title) else None
    if title:
        years.insert(0, Found(str(title.year), "title", title.year_span))
    sign = signature(text)
    known = _number(years) if given.year is None else given.year
    dates, against = published(text, head, sign, known)
    year_rows = weigh("year", years, eq, against) if years else [nothing("year", remarks.NO_YEAR)]
    agency_rows = agency(text, head, introduction, mentioned, title, sign, opening)
    return [
        override("year", None if given.year is None else str(given.year), year_rows, eq),
        [_title_row(chosen)],
        override("agency", given.agency, agency_rows, same_body),
        dates,
    ]


def _title_row(chosen: Title | Text) -> Evidence:
    if isinstance(chosen, Title):
        return evidence("title", Found(chosen.value, "title", chosen.span))
    return nothing("title", chosen)


def _from_manifest(given: ManifestRow) -> list[list[Evidence]]:
    """Rows for what only a manifest can say."""
    return [
        _given("region_code", given.region_code, remarks.NO_REGION),
        _given("source_url", given.url, remarks.NO_URL),
    ]


def _given(field: str, value: str | None, otherwise: Text) -> list[Evidence]:
    return [nothing(field, otherwise) if value is None else Evidence(field, value, "manifest")]


def _number(years: list[Found]) -> int | None:
    return int(years[0].value) if years else None


def _head(text: str, body_start: int) -> Span:
    if body_start < len(text):
        return Span(max(0, body_start - REACH), body_start)
    return Span(0, min(REACH, len(text)))
