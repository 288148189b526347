"""Names and titles are read without the white space that happens to stand in them, and found again with it."""

from govreports.spans import Span


def squeeze(text: str) -> str:
    """The text without any white space."""
    return "".join(text.split())


def stretch(text: str, start: int, first: int, last: int) -> Span:
    """Where `squeeze(text[start:])[first:last]` stands in the text."""
    at = _skip(text, start, first)
    while at < len(text) and text[at].isspace():
        at += 1
    return Span(at, _skip(text, at, last - first))


def _skip(text: str, at: int, count: int) -> int:
    """The end of so many characters from a place on, white space not counted."""
    while count:
        count -= not text[at].isspace()
        at += 1
    return at
