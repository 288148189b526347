"""How a character looks, where that changes what a figure says: written with characters that no figure is made of."""

from __future__ import annotations

STRUCK = "~~"  # before and behind what is struck out
_RAISED = {
    "superscript": str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹"),
    "subscript": str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉"),
}


def looking(text: str, raised: str | None, *, struck: bool) -> str:
    """A text as it looks. `raised` is superscript, subscript or whatever else office files call what stands level."""
    text = text.translate(_RAISED.get(raised or "", {}))
    return f"{STRUCK}{text}{STRUCK}" if struck and text.strip() else text
