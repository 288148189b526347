"""What machines read: sitemap, robots.txt, feeds, the database as a schema.org Dataset, a citation; the page 404."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import NamedTuple
from xml.etree import ElementTree

from datasette_govreports.language import CHINESE, LANGUAGES, Language
from datasette_govreports.pages.cite import LICENCE
from datasette_govreports.pages.provinces import PROVINCES
from datasette_govreports.queries import Text
from datasette_govreports.site.files import File
from datasette_govreports.site.links import FileLinks
from datasette_govreports.site.output import MARKED, MARKER
from datasette_govreports.site.painter import Painter
from datasette_govreports.statuses import BY_STATUS

NAME = Text("政府信息公开年报库", "Annual reports on open government information")
SUMMARY = Text(
    "中国各行政机关政府信息公开工作年度报告的数据库：每个数字都与原文一致，都能回到原文，对不上的都标出来。",
    "A database of the annual reports that Chinese public bodies publish on open government information: every figure"
    " is exactly what was printed, leads back to its source, and stands beside the contradictions it is part of.",
)
ADDRESSES_A_FILE = 50_000  # what the protocol of sitemaps allows
ENTRIES = 50
SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"
ATOM = "http://www.w3.org/2005/Atom"
NOBODY = Text("未署名的机关", "Body not named")
BEIJING = "T00:00:00+08:00"  # a report says the day


def files(painter: Painter) -> Iterator[File]:
    """All of these. Sitemap and feeds are made of whole addresses: without scheme and host there are none."""
    yield File(MARKER, MARKED)
    yield File("404.html", painter.html("datasette/error", BY_STATUS[404], painter.links(CHINESE, "", "")))
    yield File("robots.txt", _robots(painter).encode())
    yield File("CITATION.cff", citation(painter.address.origin + painter.address.root).encode())
    for language in LANGUAGES:
        links = painter.links(language, "data", "data/")
        yield File(f"{language.prefix}data.jsonld", _dataset(links, painter.connection).encode())
        if links.origin:
            yield File(f"{language.prefix}reports.atom", _reports_feed(links, painter.connection))
            yield File(f"{language.prefix}findings.atom", _findings_feed(links, painter.connection))
    if painter.address.origin:
        yield from _sitemap(painter)


def _robots(painter: Painter) -> str:
    origin, root = painter.address
    return "User-agent: *\nAllow: /\n" + (f"Sitemap: {origin}{root}sitemap.xml\n" if origin else "")


# --- sitemap ---------------------------------------------------------------------------------------------------------

ALONE = ("", "findings/", "coverage/", "data/", "about/", "search/", "sql/")
LISTED = (
    ("reports", "SELECT slug FROM reports ORDER BY id"),
    ("agencies", "SELECT slug FROM agencies ORDER BY id"),
    ("checks", "SELECT id FROM checks ORDER BY id"),
    ("data", "SELECT table_name FROM dictionary WHERE column_name = '' ORDER BY 1"),
)


def _pages(db: sqlite3.Connection) -> Iterator[str]:
    yield from ALONE
    codes = {code for (code,) in db.execute("SELECT code FROM regions")} | {province.code for province in PROVINCES}
    yield from (f"regions/{code}/" for code in sorted(codes))
    for kind, sql in LISTED:
        yield from (f"{kind}/{name}/" for (name,) in db.execute(sql))


def _sitemap(painter: Painter) -> Iterator[File]:
    base = "".join(painter.address)
    addresses = (f"{base}{language.prefix}{page}" for page in _pages(painter.connection) for language in LANGUAGES)
    names: list[str] = []
    while some := list(islice(addresses, ADDRESSES_A_FILE)):
        names.append(f"sitemap-{len(names) + 1}.xml")
        yield File(names[-1], _located("urlset", "url", some))
    yield File("sitemap.xml", _located("sitemapindex", "sitemap", (base + name for name in names)))


def _located(root: str, element: str, addresses: Iterable[str]) -> bytes:
    tree = ElementTree.Element(root, xmlns=SITEMAPS)
    for address in addresses:
        ElementTree.SubElement(ElementTree.SubElement(tree, element), "loc").text = address
    return _xml(tree)


def _xml(tree: ElementTree.Element) -> bytes:
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + bytes(ElementTree.tostring(tree, encoding="utf-8")) + b"\n"


# --- feeds -----------------------------------------------------------------------------------------------------------


class Entry(NamedTuple):
    """An entry of a feed: its permanent id, its page, what it says and the day it is of."""

    id: str
    address: str
    title: str
    day: str
    summary: str


# A day that is no day is left out: a feed must not be refused for one report.
REPORTS = """
SELECT reports.slug, title, agencies.name, year, published_on, checks_passed, checks_failed, checks_not_assessable
FROM reports LEFT JOIN agencies ON agencies.id = agency_id
WHERE date(published_on) = published_on ORDER BY published_on DESC, reports.slug LIMIT ?
"""
FINDINGS = """
SELECT reports.slug, agencies.name, year, published_on, check_id, table_name, location, message_{lang}
FROM findings JOIN reports ON reports.id = report_id LEFT JOIN agencies ON agencies.id = agency_id
WHERE date(published_on) = published_on ORDER BY published_on DESC, reports.slug, findings.id LIMIT ?
"""
RECENT = Text("最新的报告", "Latest reports")
DOUBTS = Text("最新报告里对不上的数字", "Figures that do not add up in the latest reports")
TALLY = Text("核对：相符 {} 项，不符 {} 项，无法核对 {} 项。", "Checks: {} passed, {} failed, {} could not be done.")


def _reports_feed(links: FileLinks, db: sqlite3.Connection) -> bytes:
    language = links.language
    entries = []
    for slug, title, agency, year, day, *checks in db.execute(REPORTS, (ENTRIES,)):
        address = links.origin + links.report(slug)
        name = title or f"{agency or NOBODY.in_(language)} {year or ''}".strip()
        entries.append(Entry(address, address, name, day, TALLY.in_(language).format(*checks)))
    return _feed(links, "reports", RECENT.in_(language), entries)


def _findings_feed(links: FileLinks, db: sqlite3.Connection) -> bytes:
    language = links.language
    entries = []
    for slug, agency, year, day, check, table, location, message in db.execute(
        FINDINGS.format(lang=language.code), (ENTRIES,)
    ):
        address = links.origin + links.report(slug)
        name = f"{agency or NOBODY.in_(language)} {year or ''} {check}"
        entries.append(Entry(f"{address}#{check}-{table}-{location}", address, name, day, message))
    return _feed(links, "findings", DOUBTS.in_(language), entries)


def _feed(links: FileLinks, name: str, title: str, entries: list[Entry]) -> bytes:
    """Atom, as RFC 4287 has it. What it says of time is what the reports say: a build has no clock."""
    home = links.origin + links.home
    tree = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": links.language.tag})
    _text(tree, "id", f"{home}{name}.atom")
    _text(tree, "title", f"{NAME.in_(links.language)}: {title}")
    _text(tree, "updated", max((entry.day for entry in entries), default="2019-05-15") + BEIJING)
    ElementTree.SubElement(tree, "link", rel="self", href=f"{home}{name}.atom", type="application/atom+xml")
    ElementTree.SubElement(tree, "link", rel="alternate", href=home, type="text/html")
    _text(ElementTree.SubElement(tree, "author"), "name", NAME.in_(links.language))
    _text(tree, "rights", "CC BY 4.0")
    for entry in entries:
        node = ElementTree.SubElement(tree, "entry")
        _text(node, "id", entry.id)
        _text(node, "title", entry.title)
        _text(node, "updated", entry.day + BEIJING)
        ElementTree.SubElement(node, "link", rel="alternate", href=entry.address, type="text/html")
        _text(node, "summary", entry.summary)
    return _xml(tree)


def _text(above: ElementTree.Element, tag: str, text: str) -> None:
    # What XML has no place for, such as a control character, would make the whole feed unreadable.
    ElementTree.SubElement(above, tag).text = "".join(c for c in text if c >= " " or c in "\t\n")


# --- citations -------------------------------------------------------------------------------------------------------


def _dataset(links: FileLinks, db: sqlite3.Connection) -> str:
    """The whole database as a schema.org Dataset."""
    first, last = db.execute("SELECT min(year), max(year) FROM reports").fetchone()
    language: Language = links.language
    told = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": links.whole,
        "url": links.whole,
        "name": NAME.in_(language),
        "description": SUMMARY.in_(language),
        "inLanguage": "zh-Hans",
        "license": LICENCE,
        "isAccessibleForFree": True,
        "spatialCoverage": {"@type": "Country", "name": "China"},
        "temporalCoverage": f"{first}-01-01/{last}-12-31" if first else None,
        "distribution": [
            {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": f"{links.origin}{links.data}/{name}"}
            for kind, name in (("application/vnd.sqlite3", "govreports.db"), ("text/csv", "report_summary.csv"))
        ],
    }
    return json.dumps({name: value for name, value in told.items() if value is not None}, ensure_ascii=False, indent=1)


def citation(address: str) -> str:
    """How to cite the database, in the Citation File Format."""
    whole = f"url: {json.dumps(address)}\n" if address.startswith("http") else ""
    return f"""cff-version: 1.2.0
message: To cite the data, use this; to cite one report, use what its page says.
type: dataset
title: {json.dumps(" · ".join(NAME), ensure_ascii=False)}
abstract: {json.dumps(SUMMARY.en)}
authors:
  - name: The govreports contributors
license: CC-BY-4.0
{whole}"""
