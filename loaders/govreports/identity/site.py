"""What the site that published a page says: its name, the code that it is registered under, its address."""

import re
from typing import NamedTuple

from govreports.divisions import current, division, of_host
from govreports.identity.body import body
from govreports.identity.evidence import Found
from govreports.identity.names import is_body, without_office
from govreports.identity.spacing import squeeze, stretch
from govreports.spans import Span

# Characters at the beginning and the end of a page in which its site names itself.
TOP, BOTTOM = 600, 800

_HAN = r"[\u3400-\u9fff〇·]"
_WELCOME = re.compile(
    rf"欢迎(?:您|你)?(?:访问|来到|光临|浏览|进入)[^\S\r\n]*({_HAN}{{3,30}}?)(?:门户|官方|政务|政府)?网站"
)
_SPONSOR = re.compile(rf"(?:主办(?:单位|方)?|版权所有)[^\S\r\n]*[:：][^\S\r\n]*({_HAN}{{4,30}})")
# Ten digits, which line ends or spaces may part. The first six are a division code.
_LABEL = "标识码"
_CODE = re.compile(rf"{_LABEL}[\s:：|｜]*((?:\d\s*){{9}}\d)(?!\d)")
_DIVISION = len("PPCCAA")

# Names that pages give to what they say of themselves, in lower case; the first that is there counts.
_METADATA = {
    "site_name": ("sitename", "og:site_name"),
    "site_code": ("siteidcode",),
    "address": ("url", "sitedomain", "og:url"),
    "publisher": ("contentsource", "source"),
    "title": ("articletitle", "og:title", "title"),
    "date": ("pubdate", "article:published_time", "publishdate"),
}


class Signs(NamedTuple):
    """What a site says: `bodies` it is of or names as a source, and `codes` of divisions, one for each kind of sign."""

    bodies: tuple[Found, ...]
    codes: tuple[Found, ...]


def signs(text: str, metadata: tuple[tuple[str, str], ...], url: str | None) -> Signs:
    """Gather them from the page's first and last characters, its metadata and its address."""
    site = _welcoming(text) or _of_page(metadata, "site_name", "site_name")
    publisher = _of_page(metadata, "publisher", "metadata")
    # Who runs the site says where it is, not whose report is on it: that is often an office for data.
    codes = (
        _site_division(site or _sponsor(text)),
        _site_code(text, metadata),
        _host(url, metadatum(metadata, "address")),
    )
    bodies = (found for found in (publisher, site) if found and is_body(found.value))
    return Signs(tuple(bodies), tuple(code for code in codes if code))


def metadatum(metadata: tuple[tuple[str, str], ...], what: str) -> str | None:
    """What the metadata say of one thing, None when they say nothing."""
    if not metadata:
        return None
    said = dict(reversed(metadata))
    return next((value.strip() for name in _METADATA[what] if (value := said.get(name, "")).strip()), None)


def _of_page(metadata: tuple[tuple[str, str], ...], what: str, source: str) -> Found | None:
    value = metadatum(metadata, what)
    return Found(squeeze(value), source, None) if value else None


def _welcoming(text: str) -> Found | None:
    """The site to which the page bids welcome, at its top or its bottom."""
    for within in (Span(0, min(TOP, len(text))), Span(max(0, len(text) - BOTTOM), len(text))):
        if text.find("欢迎", *within) >= 0 and (match := _WELCOME.search(text, *within)):
            return _site_named(match)
    return None


def _sponsor(text: str) -> Found | None:
    """Who runs the site, as the bottom of the page says."""
    bottom = max(0, len(text) - BOTTOM)
    if text.find("主办", bottom) < 0 and text.find("版权所有", bottom) < 0:
        return None
    match = _SPONSOR.search(text, bottom)
    return _site_named(match) if match else None


def _site_named(match: re.Match[str]) -> Found:
    return Found(without_office(squeeze(match[1])), "site_name", Span(*match.span(1)))


def _site_division(site: Found | None) -> Found | None:
    """The one division that the site's name says; a name shared by several says nothing."""
    places = body(site.value).places if site else ()
    return site._replace(value=places[0].code) if site and len(places) == 1 else None


def _site_code(text: str, metadata: tuple[tuple[str, str], ...]) -> Found | None:
    at = text.rfind(_LABEL)
    match = _CODE.match(text, at) if at >= 0 else None
    if match:
        return _known(squeeze(match[1]), stretch(text, match.start(1), 0, _DIVISION))
    given = metadatum(metadata, "site_code")
    return _known(given, None) if given else None


def _known(printed: str, span: Span | None) -> Found | None:
    code = printed[:_DIVISION]
    return Found(current(code), "site_code", span) if division(code) else None


def _host(*addresses: str | None) -> Found | None:
    codes = (of_host(address) for address in addresses if address)
    return next((Found(current(code), "host", None) for code in codes if code), None)
