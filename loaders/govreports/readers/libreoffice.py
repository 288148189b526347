"""Files that only office programs read (.doc, .wps, .rtf, .odt, .xls, .ods), by way of LibreOffice.

LibreOffice is another program, which has to be installed. It runs without a window, a profile of the user, macros or a
network, for a limited time (`lifeline`), and makes a Word or Excel file of the file, which is read like any other.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, Literal, NamedTuple, cast

from govreports.readers.docx import read_docx
from govreports.readers.kinds import UnreadableError
from govreports.readers.lifeline import CONVERTED, LENGTH_BYTES, TOO_LONG
from govreports.readers.loss import loss
from govreports.readers.package import Package, damaged, encrypted
from govreports.readers.xlsx import read_xlsx
from govreports.report import Document

Kind = Literal["ole", "odf", "rtf"]

PROGRAMS = ("soffice", "libreoffice")
SECONDS = 15  # of the 20 that a worker has


class Route(NamedTuple):
    """How one kind of file is converted: its extension and LibreOffice's filter for it, and what becomes of it."""

    extension: str
    filter: str
    media_type: str
    target: Literal["docx", "xlsx"]


DOC = Route("doc", "MS Word 97", "application/msword", "docx")
XLS = Route("xls", "MS Excel 97", "application/vnd.ms-excel", "xlsx")
RTF = Route("rtf", "Rich Text Format", "application/rtf", "docx")
ODT = Route("odt", "writer8", "application/vnd.oasis.opendocument.text", "docx")
ODS = Route("ods", "calc8", "application/vnd.oasis.opendocument.spreadsheet", "xlsx")

MADE_BY = {"docx": "MS Word 2007 XML", "xlsx": "Calc MS Excel 2007 XML"}
# Names in the directory of an OLE file tell what it is; Kingsoft's .wps and .et are Word's and Excel's formats.
STREAMS = tuple(
    (name.encode("utf-16-le"), route) for name, route in (("WordDocument", DOC), ("Workbook", XLS), ("Book", XLS))
)
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
# A web page that LibreOffice saves as a text keeps a name of its own.
OPEN_DOCUMENT = {ODT.media_type: ODT, f"{ODT.media_type}-web": ODT, ODS.media_type: ODS}
OFFICE_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}body"
MANIFEST_ENCRYPTION = b"encryption-data"


def read_old_office(data: bytes, kind: Kind) -> Document:
    """Read a file by way of LibreOffice. Raises UnreadableError with what is wrong, or with what to install."""
    source = ""
    if kind == "odf":
        route, source = _open_document(data)
    else:
        route = RTF if kind == "rtf" else _ole(data)
    document = (read_docx if route.target == "docx" else read_xlsx)(_converted(data, route))
    lost = loss(source, document.text)
    problems = (*document.problems, *((lost,) if lost else ()))
    return document._replace(media_type=route.media_type, problems=problems)


def _ole(data: bytes) -> Route:
    if ENCRYPTED_PACKAGE in data:
        raise encrypted()
    for name, route in STREAMS:
        if name in data:
            return route
    raise UnreadableError(
        "这是旧版 Office 文件，但既不是 Word 文档也不是 Excel 工作簿；请另存为 .docx。",
        "The file is an old Office document, but made by neither Word nor Excel; save it as .docx.",
    )


def _open_document(data: bytes) -> tuple[Route, str]:
    """The route for an OpenDocument file, and the characters of its body."""
    package = Package(data)
    if "mimetype" not in package or "content.xml" not in package:
        raise damaged()
    if "META-INF/manifest.xml" in package and MANIFEST_ENCRYPTION in package.read("META-INF/manifest.xml"):
        raise encrypted()
    route = OPEN_DOCUMENT.get(package.read("mimetype").decode("latin-1").strip())
    if route is None:
        raise UnreadableError(
            "这是 OpenDocument 文件，但既不是文本文档也不是电子表格；请另存为 .docx。",
            "The file is an OpenDocument file, but neither a text nor a spreadsheet; save it as .docx.",
        )
    body = package.tree("content.xml").find(OFFICE_TEXT)
    shows_numbers_its_own_way = route is ODS
    return route, "" if body is None or shows_numbers_its_own_way else "".join(map(str, body.itertext()))


def _converted(data: bytes, route: Route) -> bytes:
    program = next((found for name in PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise UnreadableError(
            f"读取 .{route.extension} 文件需要 LibreOffice，这里没有装；请安装 LibreOffice，或另存为 .{route.target}。",
            f"Reading .{route.extension} files takes LibreOffice, which is not installed; "
            f"install it, or save the file as .{route.target}.",
        )
    command = [
        *(program, "--headless", "--norestore", "--nologo", "--nodefault", "-env:UserInstallation=file://{}/profile"),
        *(f"--infilter={route.filter}", "--convert-to", f"{route.target}:{MADE_BY[route.target]}"),
        *("--outdir", "{}/out", f"{{}}/source.{route.extension}"),
    ]
    code, made = _run(command, f"source.{route.extension}", data)
    if code == TOO_LONG:
        raise UnreadableError(
            f"LibreOffice 转换文件超过 {SECONDS} 秒，已停止；请另存为 .{route.target}。",
            f"LibreOffice took more than {SECONDS} seconds over the file and was stopped; save it as .{route.target}.",
        )
    if code != CONVERTED:
        raise UnreadableError(
            f"LibreOffice 打不开这个 .{route.extension} 文件，可能已损坏或有密码；请另存为 .{route.target}。",
            f"LibreOffice cannot open this .{route.extension} file, which may be damaged or protected by a password; "
            f"save it as .{route.target}.",
        )
    return made


def _run(command: list[str], name: str, data: bytes) -> tuple[int, bytes]:
    """Exit code and output of the lifeline. Our end of its standard input stays open for as long as we live."""
    lifeline = Path(__file__).with_name("lifeline.py")
    with subprocess.Popen(  # noqa: S603 - our own program
        [sys.executable, "-I", lifeline, str(SECONDS), name, *command],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    ) as process:
        with suppress(BrokenPipeError):  # what has ended before it has read its input says why by its exit code
            given = cast("BinaryIO", process.stdin)
            given.write(len(data).to_bytes(LENGTH_BYTES, "big") + data)
            given.flush()
        made = cast("BinaryIO", process.stdout).read()
        return process.wait(), made
