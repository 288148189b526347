"""How to cite a report: in words, as BibTeX, and as JSON-LD for search engines and reference managers."""

from __future__ import annotations

import json
from dataclasses import dataclass

LICENCE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True, slots=True)
class Citation:
    """One report as a source.

    key: a name for it in a bibliography
    title: its title
    author: the body that published it, or None
    year: year reported on, or None
    published_on: date of publication, or None
    source: where it was published, or None
    address: its page here, whole
    """

    key: str
    title: str
    author: str | None
    year: int | None
    published_on: str | None
    source: str | None
    address: str

    @property
    def bibtex(self) -> str:
        """An entry for BibTeX; braces and backslashes in a title would end it, so they are left out."""
        fields = {
            "title": self.title,
            "author": f"{{{_plain(self.author)}}}" if self.author else "",
            "year": (self.published_on or "")[:4] or (self.year and self.year + 1) or "",
            "url": self.address,
            "note": self.source or "",
        }
        lines = [
            f"  {name} = {{{value if name == 'author' else _plain(value)}}}," for name, value in fields.items() if value
        ]
        return "\n".join([f"@techreport{{govreports-{self.key},", *lines, "}"])

    @property
    def json_ld(self) -> str:
        """A schema.org Dataset."""
        told = {
            "@context": "https://schema.org",
            "@type": "Dataset",
            "@id": self.address,
            "url": self.address,
            "name": self.title,
            "inLanguage": "zh-Hans",
            "creator": {"@type": "GovernmentOrganization", "name": self.author} if self.author else None,
            "temporalCoverage": f"{self.year}-01-01/{self.year}-12-31" if self.year else None,
            "datePublished": self.published_on,
            "isBasedOn": self.source,
            "license": LICENCE,
            "isAccessibleForFree": True,
        }
        return json.dumps({k: v for k, v in told.items() if v is not None}, ensure_ascii=False, indent=1)


def _plain(text: object) -> str:
    return "".join(c for c in str(text) if c not in "{}\\\n")
