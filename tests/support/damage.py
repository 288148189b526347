"""Many files made of few: copies of a sample that differ in one figure, and samples damaged in every way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from random import Random

from tests.support.places import SAMPLES

# A figure of a sample that stands there once, so that a copy can vary it.
VARIED = b"14285"
SAMPLE = SAMPLES / "anju_2023.txt"


def copies(folder: Path, count: int) -> Path:
    """A folder of so many different reports: one sample, one figure another in each.

    They are nobody's, else they would be versions of one report.
    """
    folder.mkdir(parents=True, exist_ok=True)
    original = SAMPLE.read_bytes().replace("安居区".encode(), "某区".encode())
    assert original.count(VARIED) == 1
    for number in range(count):
        (folder / f"report_{number:05}.txt").write_bytes(original.replace(VARIED, b"%d" % (100_000 + number)))
    return folder


JUNK = (
    *("-", "无", "约九件", "1 2", "9" * 20, "251000元", "(3)", "22(其中修订 16 件)"),
    *("+5", "减3", "增 2", "1.5", "", "٣", "007"),
)
SCRAMBLED = 400
STREWN = (*"|\n 05\t\u3000(-无年", "12", "一、", "（六）", "其他", "总计", "规章", "行政复议")
_FIGURE = re.compile(r"(?<=[|\n ])[0-9][0-9,.]*(?= *[|\n])")


def damaged() -> Iterator[tuple[str, str]]:
    """Names and texts: every sample cut, a row or a label of it lost, a figure spoilt, a table printed twice."""
    texts = {path.stem: path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))}
    for name, text in texts.items():
        yield from ((f"{name}_{how}.txt", harmed) for how, harmed in _harmed(text) if harmed != text)
    yield "mixed_heads.txt", "本年增/减\n规章\n规范性文件 本年处理决定数量\n政府集中采购3"
    yield from _mixed(texts[SAMPLE.stem])
    yield from ((f"scrambled_{seed}.txt", _scrambled(list(texts.values()), seed)) for seed in range(SCRAMBLED))
    for one, first in texts.items():
        for two, second in texts.items():
            if one != two:
                yield f"{one}_then_{two}.txt", _half(first, 0) + _half(second, 1)


def _scrambled(texts: list[str], seed: int) -> str:
    """A sample with some of it lost, doubled, replaced by a stretch of another, or strewn with what means something."""
    dice = Random(seed)  # noqa: S311 - test data
    text = dice.choice(texts)
    for _ in range(dice.choice((1, 2, 5, 20, 60))):
        start = dice.randrange(len(text) + 1)
        end = start + dice.choice((1, 2, 5, 30, 300))
        put = dice.choice(("", text[start:end] * 2, dice.choice(STREWN) * dice.choice((1, 2, 30)), dice.choice(texts)))
        text = text[:start] + put[: 2 * (end - start)] + text[end:]
        wanted, given = dice.choice(STREWN), dice.choice(STREWN)
        text = text.replace(wanted, given, dice.choice((0, 0, 1, 5, -1)))
    return text


def _harmed(text: str) -> Iterator[tuple[str, str]]:
    yield from ((f"cut_{tenth}", text[: len(text) * tenth // 10]) for tenth in range(1, 10))
    yield from ((f"begun_{tenth}", text[len(text) * tenth // 10 :]) for tenth in range(1, 10))
    lines = text.split("\n")
    yield from ((f"without_line_{n}", "\n".join(lines[:n] + lines[n + 1 :])) for n in range(12, len(lines), 7))
    yield from ((f"without_lines_{n}", "\n".join(lines[:n] + lines[n + 9 :])) for n in range(12, len(lines), 29))
    figures = list(_FIGURE.finditer(text))
    for number, found in enumerate(figures[3::5]):
        junk = JUNK[number % len(JUNK)]
        yield f"spoilt_{number}", text[: found.start()] + junk + text[found.end() :]
    for turn in range(len(JUNK)):  # every figure is every kind of junk once
        yield f"spoilt_{turn}_throughout", _FIGURE.sub(partial(_junk, turn=turn), text)
    yield "without_heads", re.sub("本年|项目数量|处理决定|采购总", "某", text)
    yield "without_bars", text.replace("|", " ")
    yield "on_one_line", text.replace("\n", " ")
    changed = _FIGURE.sub(lambda found: "8" if found.start() % 11 == 0 else found.group(), text)
    yield "twice", text + "\n" + changed


def _mixed(text: str) -> Iterator[tuple[str, str]]:
    """A table whose items are of different editions, in turn without each of its later rows and without two."""
    mixed = text.replace(
        "本年制发件数 | 本年废止件数 | 现行有效件数", "本年新制作数量 | 本年新公开数量 | 对外公开总数量"
    )
    rows = ("行政许可", "行政处罚", "行政强制", "行政事业性收费")
    for lost in (*((row,) for row in rows), *pairwise(rows)):
        kept = [line for line in mixed.split("\n") if not line.startswith(lost)]
        yield f"mixed_without_{'_'.join(lost)}.txt", "\n".join(kept)


def _junk(found: re.Match[str], turn: int) -> str:
    return JUNK[(found.start() + turn) % len(JUNK)]


def _half(text: str, which: int) -> str:
    """A report up to section 三, or from there on: put together, the tables can be of different editions."""
    middle = re.search(r"[^\n]*[一二三]、本年新收", text)
    assert middle
    return text[: middle.start()] if which == 0 else text[middle.start() :]
