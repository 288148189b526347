"""Office files made part by part, for what no office program writes by itself."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
)
KINDS = ("styles", "numbering", "footnotes", "endnotes", "aFChunk")


def word(body: str, more: Mapping[str, str] | None = None) -> bytes:
    """A Word file with this body; `more` are further parts, by their kind: styles, numbering, footnotes …"""
    parts = {kind: f"<w:{kind} {NAMESPACES}>{content}</w:{kind}>" for kind, content in (more or {}).items()}
    listed = "".join(f'<Relationship Id="r{kind}" Type="{R}/{kind}" Target="{kind}.xml"/>' for kind in parts)
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
            "_rels/.rels": relations(f'<Relationship Id="a" Type="{R}/officeDocument" Target="word/document.xml"/>'),
            "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
            "word/_rels/document.xml.rels": relations(listed),
            **{f"word/{kind}.xml": content for kind, content in parts.items()},
        }
    )


def relations(listed: str) -> str:
    """A part that tells how parts belong together."""
    return f'<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def p(text: str = "", properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p>{properties and f'<w:pPr>{properties}</w:pPr>'}{r(text) if text else ''}</w:p>"


def r(text: str, properties: str = "") -> str:
    """A run."""
    return f'<w:r>{properties and f"<w:rPr>{properties}</w:rPr>"}<w:t xml:space="preserve">{text}</w:t></w:r>'


def tc(content: str, properties: str = "") -> str:
    """A cell: of paragraphs and tables, or of one text."""
    inside = content if content.startswith("<") else p(content)
    return f"<w:tc>{properties and f'<w:tcPr>{properties}</w:tcPr>'}{inside}</w:tc>"


def tr(*cells: str, properties: str = "") -> str:
    """A row of cells, each a text or a cell as `tc` makes it."""
    made = "".join(cell if cell.startswith("<w:tc>") else tc(cell) for cell in cells)
    return f"<w:tr>{properties and f'<w:trPr>{properties}</w:trPr>'}{made}</w:tr>"


def tbl(*rows: str) -> str:
    """A table of rows."""
    return f"<w:tbl>{''.join(rows)}</w:tbl>"


def excel(rows: str, more: Mapping[str, str] | None = None, after: str = "", book: str = "") -> bytes:
    """A workbook of one sheet: its rows, what follows them, what precedes the list of sheets, and further parts."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kinds = {"xl/styles.xml": "styles", "xl/sharedStrings.xml": "sharedStrings"}
    listed = "".join(
        f'<Relationship Id="r{kind}" Type="{R}/{kind}" Target="{name.removeprefix("xl/")}"/>'
        for name, kind in kinds.items()
        if name in (more or {})
    )
    sheet = '<sheet name="a" sheetId="1" r:id="s1"/>'
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"/>',
            "_rels/.rels": relations(f'<Relationship Id="a" Type="{R}/officeDocument" Target="xl/workbook.xml"/>'),
            "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{R}">{book}<sheets>{sheet}</sheets></workbook>',
            "xl/_rels/workbook.xml.rels": relations(
                f'<Relationship Id="s1" Type="{R}/worksheet" Target="worksheets/sheet1.xml"/>{listed}'
            ),
            "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}">{rows}{after}</worksheet>',
            **{name: content.replace("<root", f'<root xmlns="{main}"') for name, content in (more or {}).items()},
        }
    )
