"""Hostile PDF files."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.support.pdfs import HELVETICA, PAGE, joined, packed, pdf, stream, text

MANY = 2_000_000


def bomb_within_a_bomb() -> bytes:
    """About a kilobyte that unpacks to 600 MB, packed twice."""
    return pdf(packed(b"0" * 600_000_000, times=2))


def bomb() -> bytes:
    """200 MB of white space as the content of a page."""
    return pdf(packed(b" " * 200_000_000))


def bomb_in_hiding() -> bytes:
    """The same, its filter's name written with an escape and its length a lie."""
    data = zlib.compress(zlib.compress(b" " * 400_000_000, 9), 9)
    return pdf(stream(data, b"/Filter[/Flate#44ecode/#46lateDecode]", length=10))


def filters_on_filters() -> bytes:
    """A stream packed forty times."""
    return pdf(packed(b"0" * 100, times=40))


def pages_in_a_circle() -> bytes:
    """A page tree that holds itself."""
    return pdf(more={2: b"<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Count 3>>"})


def count_that_lies() -> bytes:
    """A page tree that claims a thousand million pages."""
    return pdf(more={2: b"<</Type/Pages/Kids[3 0 R]/Count 1000000000>>"})


def thousands_of_pages() -> bytes:
    """20,000 pages, all of them one."""
    return pdf(more={2: b"<</Type/Pages/Kids[%s]/Count 20000>>" % (b"3 0 R " * 20_000)})


def form_that_draws_itself() -> bytes:
    """A form whose content draws the form."""
    form = stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")
    page = PAGE.replace(b"/Font<<", b"/XObject<</X 6 0 R>>/Font<<")
    return pdf(stream(b"/X Do"), page, {6: form})


def forms_in_forms() -> bytes:
    """Each of thirty forms draws the next one ten times."""
    page = PAGE.replace(b"/Font<<", b"/XObject<</X 10 0 R>>/Font<<")
    forms = {
        number: stream(
            b"/X Do " * 10,
            b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X %d 0 R>>>>" % (number + 1),
        )
        for number in range(10, 40)
    }
    return pdf(
        stream(b"/X Do"), page, {**forms, 40: stream(b"0 0 m 9 9 l S", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]")}
    )


def object_that_is_itself() -> bytes:
    """References that lead to themselves: a length, a font, a resource."""
    page = PAGE.replace(b"/Resources<</Font<</F 5 0 R>>>>", b"/Resources 6 0 R")
    own = {4: b"<</Length 4 0 R>>stream\nBT (1) Tj ET\nendstream", 5: b"5 0 R", 6: b"6 0 R"}
    return pdf(page=page, more=own)


def tables_in_a_circle() -> bytes:
    """A file whose cross-reference table names itself as the one before it."""
    whole = pdf(stream(text("1 2 3")))
    start = whole.rindex(b"startxref") + len(b"startxref\n")
    place = whole[start:].split()[0]
    return whole.replace(b"trailer<<", b"trailer<</Prev %s" % place)


def brackets() -> bytes:
    """A hundred thousand arrays, one inside the other."""
    return pdf(page=PAGE.replace(b"/MediaBox[0 0 595 842]", b"/MediaBox" + b"[" * 100_000 + b"]" * 100_000))


def states() -> bytes:
    """A million saved states and none restored."""
    return pdf(packed(b"q " * 1_000_000 + text("1")))


def lines_without_end() -> bytes:
    """Two million strokes on one page."""
    return pdf(packed(b"0 0 m 9 9 l S\n" * MANY))


def letters_without_end() -> bytes:
    """Two million letters on one page."""
    return pdf(packed(b"BT /F 9 Tf (%s) Tj ET" % (b"8" * MANY)))


def lattice_without_end() -> bytes:
    """A table of a thousand by a thousand cells."""
    lines = b"".join(b"%d 0 m %d 800 l S 0 %d m 800 %d l S\n" % ((n,) * 4) for n in range(0, 10_000, 10))
    return pdf(packed(lines), PAGE.replace(b"595 842", b"10000 10000"))


def objects_without_end() -> bytes:
    """200,000 objects."""
    return joined({1: b"<</Type/Catalog/Pages 2 0 R>>", **dict.fromkeys(range(2, 200_000), b"null")})


def page_without_end() -> bytes:
    """A page as large as a country, turned by an angle that does not exist."""
    page = PAGE.replace(b"[0 0 595 842]", b"[-1e38 -1e38 1e38 1e38]/Rotate 45")
    return pdf(stream(b"0 0 1e38 1e38 re S " + text("1")), page)


def picture_without_end() -> bytes:
    """A picture that claims to be two thousand million pixels wide and high."""
    page = PAGE.replace(b"/Font<<", b"/XObject<</X 6 0 R>>/Font<<")
    size = b"/Width 2147483647/Height 2147483647/BitsPerComponent 8/ColorSpace/DeviceRGB"
    return pdf(stream(b"595 0 0 842 0 0 cm /X Do"), page, {6: stream(b"0", b"/Type/XObject/Subtype/Image" + size)})


def predictor_without_end() -> bytes:
    """A content stream whose predictor claims rows of two thousand million bytes."""
    entries = b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 2147483647/Colors 32/BitsPerComponent 16>>"
    return pdf(stream(zlib.compress(text("1")), entries))


def locked() -> bytes:
    """A file that needs a password."""
    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("secret", ownerPassword="owner"))
    canvas.drawString(50, 50, "1")
    canvas.save()
    return out.getvalue()


def cut_short() -> bytes:
    """The first half of a file."""
    whole = pdf(packed(text(*map(str, range(400)))))
    return whole[: len(whole) // 2]


def nothing_but_a_name() -> bytes:
    """The first line of a PDF and then none of one."""
    return b"%PDF-1.7\n" + b"\x00\xff" * 5_000


def letters_without_words() -> bytes:
    """A font that draws digits and tells other characters, none of which exists."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 6 0 R>>"
    map_ = b"/CIDInit /ProcSet findresource begin begincmap 1 beginbfrange <20> <7e> <e020> endbfrange endcmap end"
    return pdf(stream(text(*["2021 0 0 0 0"] * 30)), more={5: font, 6: stream(map_)})


def glyphs_in_a_circle() -> bytes:
    """A font whose letter is drawn with the letter itself."""
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.1 0 0 .1 0 0]/CharProcs<</a 6 0 R>>"
        b"/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[9]/Resources<</Font<</F 5 0 R>>>>>>"
    )
    glyph = stream(b"9 0 0 0 9 9 d1 BT /F 9 Tf (aaaa) Tj ET")
    return pdf(stream(text("aaaa")), more={5: font, 6: glyph})


def figures_on_figures() -> bytes:
    """Different digits printed over each other in a ruled table."""
    rows = b"".join(b"50 %d m 500 %d l S " % (y, y) for y in range(500, 801, 20))
    posts = b"".join(b"%d 500 m %d 800 l S " % (x, x) for x in range(50, 501, 50))
    over = b" ".join(text(*["0 1 2 3"] * 15, top=788, step=20, left=60 + shift) for shift in (0, 1))
    return pdf(stream(rows + posts + over.replace(b"0 1 2 3", b"7 8 9 6", 15)))


def lying_sizes() -> bytes:
    """Streams of negative and absurd lengths, and a picture in a format that is none."""
    jpeg = b"\xff\xd8\xff" + struct.pack(">I", 0xFFFFFFFF)
    more = {
        6: stream(b"x", length=-1),
        7: stream(b"x", length=10**12),
        8: stream(jpeg, b"/Filter/DCTDecode"),
        5: HELVETICA,
    }
    return pdf(stream(text("1"), length=2**40), more=more)


MAKERS: tuple[Callable[[], bytes], ...] = (
    bomb_within_a_bomb,
    bomb,
    bomb_in_hiding,
    filters_on_filters,
    pages_in_a_circle,
    count_that_lies,
    thousands_of_pages,
    form_that_draws_itself,
    forms_in_forms,
    object_that_is_itself,
    tables_in_a_circle,
    brackets,
    states,
    lines_without_end,
    letters_without_end,
    lattice_without_end,
    objects_without_end,
    page_without_end,
    picture_without_end,
    predictor_without_end,
    locked,
    cut_short,
    nothing_but_a_name,
    letters_without_words,
    glyphs_in_a_circle,
    figures_on_figures,
    lying_sizes,
)
FILES: dict[str, Callable[[], bytes]] = {f"{maker.__name__}.pdf": maker for maker in MAKERS}
