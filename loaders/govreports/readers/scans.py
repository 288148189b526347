"""Pictures of a report, PNG, JPEG or TIFF: what is recognised in them -> Document."""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Iterator

from PIL import Image, ImageSequence, UnidentifiedImageError

from govreports.readers.kinds import UnreadableError
from govreports.readers.pdf.compose import document_of
from govreports.readers.pdf.content import content
from govreports.readers.pdf.frames import Frame
from govreports.readers.pdf.picture import page_of_picture
from govreports.readers.recognition import (
    DOTS,
    MOST_PAGES,
    MOST_PIXELS,
    POINTS,
    Recogniser,
    not_recognised,
    recogniser,
)
from govreports.report import Document

LARGEST = 64_000_000  # pixels; a page at 600 dots an inch has 35 million
MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "TIFF": "image/tiff"}


def read_image(data: bytes, recognise: Recogniser | None = None) -> Document:
    """Read a picture, every page of it. Raises UnreadableError when it is damaged, too large, or cannot be recognised.

    Without a recogniser the one that is installed is used.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data), formats=tuple(MEDIA_TYPES)) as picture:
                media_type = MEDIA_TYPES[str(picture.format)]
                _check(picture)
                recognise = recognise or recogniser()
                if recognise is None:
                    raise not_recognised("文件", "The file")
                pages = [
                    page_of_picture(_reduced(frame), number, _frame(frame), recognise)
                    for number, frame in enumerate(_frames(picture), 1)
                ]
    except UnreadableError:
        raise
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_large() from error
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, KeyError, IndexError) as error:
        # What Pillow raises for damaged pictures; its plug-ins keep to no list.
        raise UnreadableError(
            "图片已损坏，打不开；请重新下载。", "The picture is damaged; download it again."
        ) from error
    return document_of([content(page) for page in pages], media_type, (), (), recognised=True)


def _frames(picture: Image.Image) -> Iterator[Image.Image]:
    for frame in ImageSequence.Iterator(picture):
        _check(frame)
        yield frame


def _check(picture: Image.Image) -> None:
    if picture.width * picture.height > LARGEST or getattr(picture, "n_frames", 1) > MOST_PAGES:
        raise _too_large()


def _too_large() -> UnreadableError:
    return UnreadableError(
        f"图片超过 {LARGEST // 10**6} 百万像素或 {MOST_PAGES} 页，不像一份报告。",
        f"The picture has more than {LARGEST // 10**6} million pixels or {MOST_PAGES} pages, which no report has.",
    )


def _reduced(picture: Image.Image) -> Image.Image:
    """The picture in colour, no larger than a recogniser can use."""
    factor = math.ceil(math.sqrt(picture.width * picture.height / MOST_PIXELS))
    whole = picture.convert("RGB")
    return whole.reduce(factor) if factor > 1 else whole


def _frame(picture: Image.Image) -> Frame:
    """The picture in points, as large as it says it is, or at the resolution of a scan."""
    dots = picture.info.get("dpi", (DOTS, DOTS))
    across, down = (float(side) if float(side) > 1 else float(DOTS) for side in dots[:2])
    return Frame(0.0, 0.0, picture.width / across * POINTS, picture.height / down * POINTS, 0)
