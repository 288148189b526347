"""Which of several files is the report, and which are other copies and earlier versions of it.

Decided when all files are there, from a few facts of each, so that neither their order nor who parsed them matters.
`docs/decisions/0013` says why the rules are as they are.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from govreports.origin import is_doubtful
from govreports.report import Document, Report, Value

# A copy whose words were replaced is known by its figures, if so many of them are not 0: others share a few.
TELLING_FIGURES = 8
DIGEST_BYTES = 16
_GAPS = frozenset(("missing", "unreadable", "ambiguous"))


class Key(NamedTuple):
    """What is to be known of a report to compare it with others.

    agency: slug of its agency, None where it is not certain: without a division, a name can be that of many
    name: name of its agency, None where it is not known
    text, figures: digests of its text, however it is spaced, and of its figures; `figures` is None when they are too
        few to tell one report from another
    tables: how many of the three tables it holds; unread: figures that could not be read
    doubtful: whether words in it were replaced
    """

    slug: str
    agency: str | None
    name: str | None
    year: int | None
    scope: str | None
    published_on: str | None
    retrieved_at: str | None
    url: str | None
    text: bytes
    figures: bytes | None
    tables: int
    unread: int
    doubtful: bool

    @property
    def rank(self) -> tuple[Hashable, ...]:
        """Of several versions the one with the greatest rank is current.

        A clean source comes before a doubtful one, and one with tables before one without. Then the later one by its
        date of publication; of one day, one whose agency is known; then the later one by its date of retrieval. A date
        that is not known is no later than any.
        """
        known = (self.agency is not None, self.name is not None)
        what_it_is = (not self.doubtful, self.tables > 0, self.published_on or "", *known)
        return (*what_it_is, self.retrieved_at or "", -self.unread, self.slug)


def key_of(slug: str, agency: object, scope: object, report: Report, document: Document) -> Key:
    """The key of a report that was read from a document; `agency` is the slug of its agency, certain or not."""
    identity, tables = report.identity, report.tables
    values: list[tuple[int, Value]] = []
    unread = 0
    for table in tables.values():
        for id, cell in table.figures:
            if cell.value:
                values.append((id, cell.value))
            elif cell.status in _GAPS:
                unread += 1
    return Key(
        slug=slug,
        agency=str(agency) if agency and identity.region_code else None,
        name=identity.agency,
        year=identity.year,
        scope=str(scope) if scope else None,
        published_on=identity.published_on,
        retrieved_at=identity.retrieved_at,
        url=identity.source_url,
        text=_digest(" ".join(document.text.split())),
        figures=_digest(repr(sorted(values))) if len(values) >= TELLING_FIGURES else None,
        tables=len(tables),
        unread=unread,
        doubtful=is_doubtful(identity),
    )


def _digest(text: str) -> bytes:
    return hashlib.blake2b(text.encode(), digest_size=DIGEST_BYTES).digest()


def superseded(keys: Sequence[Key]) -> dict[int, int]:
    """Index of each report that is not current -> index of the one that is. The order of `keys` does not matter."""
    order = sorted(range(len(keys)), key=lambda index: keys[index].slug)
    groups = _Groups(keys)
    for members in (*_buckets(order, keys, _same_text), *_buckets(order, keys, _same_agency_and_year)):
        groups.join(members)
    for members in _buckets(order, keys, _same_address):
        if len({keys[index].retrieved_at for index in members}) == len(members):
            groups.join(members)
    _clear_up_copies(order, keys, groups)
    return {
        index: current
        for members in groups.several()
        for current in [max(members, key=lambda index: keys[index].rank)]
        for index in members
        if index != current
    }


def _same_text(key: Key) -> Hashable:
    return key.text


def _same_agency_and_year(key: Key) -> Hashable:
    return (key.agency, key.year, key.scope) if key.agency and key.year is not None else None


def _same_address(key: Key) -> Hashable:
    """One page at several times. Of one time, an address may go for several files, as that of a list of downloads."""
    return (key.url, key.year) if key.url and key.year is not None and key.retrieved_at else None


def _buckets(order: Iterable[int], keys: Sequence[Key], alike: Callable[[Key], Hashable]) -> Iterator[list[int]]:
    """The reports that are alike, where there are several."""
    found: defaultdict[Hashable, list[int]] = defaultdict(list)
    for index in order:
        what = alike(keys[index])
        if what is not None:
            found[what].append(index)
    return (members for members in found.values() if len(members) > 1)


class _Groups:
    """Reports joined to those that they are versions of. Two of different agencies or years are never joined."""

    def __init__(self, keys: Sequence[Key]) -> None:
        self._keys = keys
        self._group_of: dict[int, list[int]] = {}

    def join(self, members: Sequence[int]) -> None:
        """Join those of the members that can be one report: all, or else those that say the same of who and when."""
        if _agree(self._said(members)):
            self._unite(members)
            return
        alike: defaultdict[Hashable, list[int]] = defaultdict(list)
        for index in members:
            alike[self._said([index])].append(index)
        for several in alike.values():
            self._unite(several)

    def several(self) -> Iterator[list[int]]:
        """The groups of more than one report."""
        return iter({id(group): group for group in self._group_of.values()}.values())

    def of(self, index: int) -> list[int]:
        """All that a report is joined to, itself included."""
        return self._group_of.get(index, [index])

    def _said(self, members: Iterable[int]) -> frozenset[tuple[str, str | int]]:
        """All that reports and those that they are joined to say of agency and year."""
        keys = [self._keys[index] for member in members for index in self.of(member)]
        said = ((field, getattr(key, field)) for key in keys for field in ("agency", "name", "year"))
        return frozenset((field, value) for field, value in said if value is not None)

    def _unite(self, members: Sequence[int]) -> None:
        group = list(dict.fromkeys(one for index in members for one in self.of(index)))
        if len(group) > 1:
            for index in group:
                self._group_of[index] = group


def _agree(said: frozenset[tuple[str, str | int]]) -> bool:
    """Whether there is one agency and one year at most; a name may be printed with more or less of its place."""
    agencies, names, years = ([value for name, value in said if name == field] for field in ("agency", "name", "year"))
    fullest = max(map(str, names), key=len, default="")
    return len(agencies) <= 1 and len(years) <= 1 and all(fullest.endswith(str(name)) for name in names)


def _clear_up_copies(order: Sequence[int], keys: Sequence[Key], groups: _Groups) -> None:
    """Join each copy with replaced words to the one clean report that has its figures, if there is just one."""
    copies = [index for index in order if keys[index].doubtful]
    if not copies:
        return
    clean: defaultdict[bytes, list[int]] = defaultdict(list)
    for index in order:
        figures = keys[index].figures
        if figures and not keys[index].doubtful:
            clean[figures].append(index)
    for index in copies:
        if all(keys[member].doubtful for member in groups.of(index)):
            sources = clean.get(keys[index].figures or b"", [])
            if len({min(groups.of(source)) for source in sources}) == 1:
                groups.join([index, sources[0]])
