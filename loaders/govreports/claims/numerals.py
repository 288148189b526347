"""Counts as prose prints them: in ASCII, full-width or Chinese digits, exact or not."""

from __future__ import annotations

_DIGITS = str.maketrans("０１２３４５６７８９，", "0123456789,")
_CHINESE = {character: digit for digit, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SCALES = {"十": 10, "百": 100, "千": 1000}
_MYRIAD = "万"

# A comma is part of a number only before exactly three digits; 12，其中 is not.
_ARABIC = r"[0-9０-９]{1,3}(?:[,，][0-9０-９]{3})+(?![0-9０-９])|[0-9０-９]+"
_HAN = f"零〇一二两三四五六七八九十百千{_MYRIAD}"
NUMBER = rf"(?:{_ARABIC}|[{_HAN}]+)"
NUMERAL = f"[0-9０-９{_HAN}]"  # what a number ends with


def count(printed: str) -> int | None:
    """The value of a match of `NUMBER`; None when it is no well-formed number, as 一二 or 十十."""
    digits = printed.translate(_DIGITS).replace(",", "")
    if digits.isascii():
        return int(digits)
    return _chinese(digits)


def _chinese(printed: str) -> int | None:
    high, _, low = printed.rpartition(_MYRIAD)
    above = _below_myriad(high) if high else 0
    below = _below_myriad(low) if low else 0
    if above is None or below is None or (_MYRIAD in printed and not above):
        return None
    if above and len(low) == 1:
        return None  # 三万二 is 32,000 to some
    return above * 10_000 + below


def _below_myriad(printed: str) -> int | None:
    """一百零五 -> 105; each scale once, from large to small, with a digit before it (十 may stand alone)."""
    total, digit, last, bare = 0, None, 10_000, printed[:1] == "十"
    for character in printed:
        if character in _SCALES:
            scale = _SCALES[character]
            if scale >= last or not (digit or (bare and scale == _SCALES["十"])):
                return None
            total, digit, last, bare = total + (digit or 1) * scale, None, scale, False
        elif digit:
            return None  # 一二: digits in a row are a year or a telephone number
        else:
            digit = _CHINESE[character]
    if digit and last > _SCALES["十"] and total and "零" not in printed and "〇" not in printed:
        return None  # 一百五 is 150 to some
    return total + (digit or 0)
