"""Which division's government a web address belongs to, where that is certain."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from functools import cache, lru_cache
from importlib.resources import files
from urllib.parse import urlsplit

from govreports.divisions.divisions import level, lineage, listed

GOVERNMENT = ".gov.cn"
# A county's name of fewer letters is too often short for something else.
SHORTEST_COUNTY = 6
_COUNTIES = 3


@lru_cache(maxsize=4096)
def of_host(url: str) -> str | None:
    """The code of the division whose government has this address, of a page or only a host; None when not certain.

    `hosts.csv` is asked first. Else the label before gov.cn must be the name of one division only, spelt in full, and
    the label before that can name a county of it.
    """
    host = (host_of(url) or "").removeprefix("www.")
    if not host.endswith(GOVERNMENT):
        return None
    labels = host.removesuffix(GOVERNMENT).split(".")
    known = _given().get(labels[-1] + GOVERNMENT) or _named(labels[-1])
    if host in _given():
        return _given()[host]
    if known and len(labels) > 1:
        return _county(labels[-2], known) or known
    return known


def host_of(url: str) -> str | None:
    """The host of an address, which may lack its scheme; None when it is no address."""
    try:
        return urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None


@cache
def _given() -> dict[str, str]:
    text = (files(__package__) / "hosts.csv").read_text(encoding="utf-8")
    return {row["host"]: row["region_code"] for row in csv.DictReader(io.StringIO(text))}


@cache
def _spelt() -> dict[str, tuple[str, ...]]:
    """Name in letters -> the codes of the divisions that exist under it."""
    found: dict[str, list[str]] = defaultdict(list)
    for code, names in listed().items():
        if names[-1].pinyin:
            found[names[-1].pinyin].append(code)
    return {pinyin: tuple(codes) for pinyin, codes in found.items()}


def _named(label: str) -> str | None:
    codes = _spelt().get(label, ())
    if len(codes) != 1 or (level(codes[0]) >= _COUNTIES and len(label) < SHORTEST_COUNTY):
        return None
    return codes[0]


def _county(label: str, within: str) -> str | None:
    codes = [code for code in _spelt().get(label, ()) if within in lineage(code)[1:]]
    return codes[0] if len(codes) == 1 else None
