"""One page after another out of the library: what is printed on it, and whether it is a picture of text."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

import pypdfium2 as pdfium
from PIL import Image
from pypdfium2 import raw

from govreports.readers.pdf import characters, rules
from govreports.readers.pdf.characters import Drawn
from govreports.readers.pdf.frames import Frame
from govreports.readers.pdf.model import UNREADABLE, Kind, Page
from govreports.readers.pdf.rules import Object
from govreports.readers.pdf.strikes import struck
from govreports.readers.recognition import DOTS, MOST_PIXELS, POINTS

# A picture that fills this share of a page is the page; one that fills less can still be all that it shows.
MOST_OF_A_PAGE = 0.5
SOME_OF_A_PAGE = 0.1
# A page of which this share of characters cannot be read is as good as a picture; so is one with next to none.
UNREADABLE_SHARE = 0.2
FEW = 20
MOST_ANNOTATIONS = 2_000  # those beyond them are not looked at
MANY_OBJECTS = 200  # letters drawn as shapes


def page_of(document: Any, index: int) -> Page:
    """Take one page out of a document. Raises `TooManyObjectsError`, or the library's own error for a broken page."""
    page = _filled_in(document, index)
    try:
        text_page = page.get_textpage()
        try:
            return _page(page, text_page, index + 1)
        finally:
            text_page.close()
    finally:
        page.close()


def _filled_in(document: Any, index: int) -> Any:
    """A page with what was typed into its fields or onto it, as if that were printed."""
    page = document[index]
    if not any(_typed(page, number) for number in range(min(raw.FPDFPage_GetAnnotCount(page), MOST_ANNOTATIONS))):
        return page
    page.close()
    document.init_forms()
    page = document[index]
    page.flatten()
    page.close()
    return document[index]


def _typed(page: Any, number: int) -> bool:
    annotation = raw.FPDFPage_GetAnnot(page, number)
    if not annotation:
        return False
    kind = raw.FPDFAnnot_GetSubtype(annotation)
    raw.FPDFPage_CloseAnnot(annotation)
    return kind in (raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_FREETEXT)


def _page(page: Any, text_page: Any, number: int) -> Page:
    left, bottom, right, top = page.get_bbox()
    shown = Frame(left, bottom, right, top, page.get_rotation() // 90)
    objects = rules.objects(page)
    found = characters.drawn(text_page, rules.steps(objects))
    printed, hidden, kind = _printed(found, objects, shown)
    frame = shown.turned(characters.reading_turns(printed))
    outside = [char for char in printed if not _inside(char, shown)]
    inside = [char for char in printed if _inside(char, shown)] if outside else printed
    once, again = characters.once(characters.placed(inside, frame))
    chars, ruling = struck(once, rules.rules(objects, frame))
    hides = sum([char.text == UNREADABLE for char in chars])
    return Page(
        number,
        frame,
        shown,
        tuple(chars),
        tuple(characters.placed(outside, frame)),
        ruling,
        "".join(char.text for char in hidden) + again,
        hides,
        text_page.get_text_range(errors="replace"),
        "picture" if kind == "printed" and _like_a_picture(printed, objects) else kind,
    )


def _printed(found: list[Drawn], objects: list[Object], shown: Frame) -> tuple[list[Drawn], list[Drawn], Kind]:
    """The characters that a reader of the page sees, the others, and what kind of page it is.

    Behind a picture of the whole page, or unseen over it, lies what a program once recognised in it.
    """
    pictures = list(rules.pictures(objects))
    cover = max((step for step, bounds in pictures if _share(bounds, shown) >= MOST_OF_A_PAGE), default=-1)
    unseen = [char for char in found if char.hidden or 0 <= char.step <= cover]
    seen = [char for char in found if not (char.hidden or 0 <= char.step <= cover)] if unseen else found
    if cover >= 0 and _count(unseen) > max(_count(seen), FEW):
        return found, [], "layer"
    covered = sum(_share(bounds, shown) for _, bounds in pictures)
    return seen, unseen, "picture" if covered >= SOME_OF_A_PAGE and _count(seen) < FEW else "printed"


def _count(chars: Iterable[Drawn]) -> int:
    return sum([not char.text.isspace() for char in chars])


def _like_a_picture(printed: list[Drawn], objects: list[Object]) -> bool:
    """Whether the letters of a page are shapes only, or of fonts that do not tell them."""
    count = _count(printed)
    hidden = sum([char.text == UNREADABLE for char in printed])
    return hidden > UNREADABLE_SHARE * count if count else len(objects) > MANY_OBJECTS


def _share(bounds: tuple[float, float, float, float], frame: Frame) -> float:
    """How much of a page a rectangle on its plane covers."""
    left, bottom, right, top = bounds
    across = max(0.0, min(right, frame.right) - max(left, frame.left))
    up = max(0.0, min(top, frame.top) - max(bottom, frame.bottom))
    area = (frame.right - frame.left) * (frame.top - frame.bottom)
    return across * up / area if area > 0 else 0.0


def _inside(char: Drawn, frame: Frame) -> bool:
    """Whether the middle of a character lies on the part of the page that is shown."""
    left, bottom, right, top = char.bounds
    return frame.left <= (left + right) / 2 <= frame.right and frame.bottom <= (bottom + top) / 2 <= frame.top


def rendered(document: Any, index: int) -> Image.Image:
    """A picture of a page as it is shown."""
    page = document[index]
    try:
        width, height = page.get_size()
        scale = min(DOTS / POINTS, math.sqrt(MOST_PIXELS / max(width * height, 1.0)))
        picture: Image.Image = page.render(scale=scale).to_pil()
        return picture.convert("RGB")
    finally:
        page.close()


def metadata(document: Any) -> tuple[tuple[str, str], ...]:
    """What the file says of itself, in order of the names."""
    try:
        told = document.get_metadata_dict(skip_empty=True)
    except pdfium.PdfiumError:
        return ()
    return tuple(sorted((name.lower(), " ".join(str(value).split())) for name, value in told.items()))
