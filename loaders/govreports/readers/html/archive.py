"""A page saved in one file with its pictures (.mht, a MIME message) -> document."""

from __future__ import annotations

from email import message_from_bytes, policy

from govreports.form.model import Text
from govreports.readers import limits
from govreports.readers.html.page import read_html
from govreports.readers.kinds import UnreadableError
from govreports.report import Document

MEDIA_TYPE = "multipart/related"


def read_mht(data: bytes) -> Document:
    """Read the page with the most cells of tables among the parts of the file, since a frame has pages inside.

    Raises UnreadableError when there is no page in the file, and whatever `read_html` raises.
    """
    if data.count(b"multipart/") > limits.NESTED_PARTS:
        limits.refuse(Text("嵌套部分数", "parts inside each other"), limits.NESTED_PARTS)
    message = message_from_bytes(data, policy=policy.compat32)
    parts = (part.get_payload(decode=True) for part in message.walk() if part.get_content_type() == "text/html")
    pages = [part for part in parts if isinstance(part, bytes)]
    if not pages:
        raise UnreadableError(
            "存档文件里没有网页；请在浏览器中重新保存。",
            "There is no web page in the archive; save it again from a browser.",
        )
    document = read_html(max(pages, key=_cells), MEDIA_TYPE)
    saved_from = message.get("Snapshot-Content-Location") or message.get("Content-Location")
    if not saved_from:
        return document
    return document._replace(metadata=(("saved_from", str(saved_from).strip()[: limits.FIELD]), *document.metadata))


def _cells(page: bytes) -> int:
    return page.lower().replace(b"\x00", b"").count(b"<td")
