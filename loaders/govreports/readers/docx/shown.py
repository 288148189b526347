"""The characters that a Word file shows, gathered without walking it, for the check that the reader lost none.

What stands at the head and the foot of pages is no part of a report's text, so it is not asked for here either.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import cast

from lxml.etree import XPath, _Element

from govreports.readers.docx.names import (
    DEL,
    FALLBACK,
    HIDDEN,
    MOVEFROM,
    NAMESPACE,
    PPR,
    PSTYLE,
    RPR,
    RSTYLE,
    TEXTPATH,
    VANISH,
    P,
    R,
    T,
    W,
    said,
)

_NOT_SHOWN = (DEL, MOVEFROM, FALLBACK, VANISH, HIDDEN, f"{W}rt")
_ON = '[not(@w:val="0" or @w:val="false" or @w:val="off")]'
# What is deleted, given a second time for older programs, written above the line, or hidden.
_SHOWN = XPath(
    "//w:t[not(ancestor::w:del or ancestor::w:moveFrom or ancestor::mc:Fallback or ancestor::w:rt"
    f" or ancestor::w:tr[w:trPr/w:hidden{_ON} or w:trPr/w:del] or ancestor::w:r/w:rPr/w:vanish{_ON})]",
    namespaces={"w": NAMESPACE, "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006"},
)


def shown(roots: Iterable[_Element], hidden_styles: Collection[str]) -> str:
    """All characters that these parts show, in any order. `hidden_styles` are the ids of styles that hide text."""
    found: list[str] = []
    for root in roots:
        if next(root.iter(*_NOT_SHOWN), None) is None and not hidden_styles:
            found += [text.text or "" for text in root.iter(T)]
        else:
            kept = cast("list[_Element]", _SHOWN(root))
            found += [text.text or "" for text in kept if not _styled_away(text, hidden_styles)]
        found += [path.get("string", "") for path in root.iter(TEXTPATH)]
    return "".join(found)


def _styled_away(text: _Element, hidden_styles: Collection[str]) -> bool:
    """Whether the style of a text's run or paragraph hides it, as far as nothing nearer says otherwise."""
    if not hidden_styles:
        return False
    for above in text.iterancestors(R, P):
        properties = above.find(RPR if above.tag == R else PPR)
        if (said(properties, RSTYLE if above.tag == R else PSTYLE) or "") in hidden_styles:
            return True
    return False
