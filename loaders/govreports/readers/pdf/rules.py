"""The ruling lines of a page: strokes, thin filled shapes and thin pictures along an axis."""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

from govreports.readers.pdf.frames import Box, Frame
from govreports.readers.pdf.model import Rule, Rules

THIN = 3.0  # points; a filled shape that is no thicker is a line
SHORTEST = 0.2  # a speck is none
STRAIGHT = 1.0  # how far the ends of a line may be off its axis
DEEPEST = 6  # forms within forms
MOST_OBJECTS = 100_000
MOST_SEGMENTS = 400_000

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
ONE: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


class TooManyObjectsError(Exception):
    """A page that draws more than any report does."""


class Object(NamedTuple):
    """Something that a page draws, and the matrix of the form that it stands in."""

    handle: Any
    kind: int
    matrix: Matrix


def objects(page: Any) -> list[Object]:
    """All that a page draws, in order, forms within forms opened."""
    found: list[Object] = []
    _gather(found, page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject, ONE, 0)
    return found


def _gather(found: list[Object], holder: Any, count: Any, get: Any, matrix: Matrix, depth: int) -> None:
    number = count(holder)
    if len(found) + number > MOST_OBJECTS:
        raise TooManyObjectsError
    for index in range(number):
        handle = get(holder, index)
        kind = pdfium.FPDFPageObj_GetType(handle)
        if kind == pdfium.FPDF_PAGEOBJ_FORM and depth < DEEPEST:
            inner = _times(_matrix(handle), matrix)
            _gather(found, handle, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, inner, depth + 1)
        else:
            found.append(Object(handle, kind, matrix))


def steps(found: Iterable[Object]) -> dict[bytes, int]:
    """For each text object, by its address, when it is drawn."""
    return {bytes(one.handle): number for number, one in enumerate(found) if one.kind == pdfium.FPDF_PAGEOBJ_TEXT}


def pictures(found: Iterable[Object]) -> Iterator[tuple[int, tuple[float, float, float, float]]]:
    """When each picture is drawn, and its bounds on the plane of the page."""
    for number, one in enumerate(found):
        if one.kind in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_SHADING):
            yield number, _bounds(one)


def rules(found: Iterable[Object], frame: Frame) -> Rules:
    """The ruling lines that objects draw, as they come: in pieces, double, dashed."""
    across: list[Rule] = []
    down: list[Rule] = []
    left = MOST_SEGMENTS
    for one in found:
        if one.kind == pdfium.FPDF_PAGEOBJ_PATH:
            left -= max(pdfium.FPDFPath_CountSegments(one.handle), 0)
            if left < 0:
                raise TooManyObjectsError
            boxes: Iterable[Box] = (frame.box(*bounds) for bounds in _lines_of(one))
        elif one.kind == pdfium.FPDF_PAGEOBJ_IMAGE:
            boxes = (frame.box(*_bounds(one)),)
        else:
            continue
        for box in boxes:
            _add(_clipped(box, *frame.size), across, down)
    return Rules(tuple(across), tuple(down))


def _clipped(box: Box, width: float, height: float) -> Box:
    """The part of a box that lies on the page: a program that prints part of a table can draw all of its lines."""
    return Box(max(box.left, 0.0), max(box.top, 0.0), min(box.right, width), min(box.bottom, height))


def _add(box: Box, across: list[Rule], down: list[Rule]) -> None:
    wide, high = box.right - box.left, box.bottom - box.top
    if 0 <= high <= THIN and wide >= max(high, SHORTEST):
        across.append(Rule((box.top + box.bottom) / 2, box.left, box.right))
    if 0 <= wide <= THIN and high >= max(wide, SHORTEST):
        down.append(Rule((box.left + box.right) / 2, box.top, box.bottom))


def _lines_of(one: Object) -> Iterator[tuple[float, float, float, float]]:
    """The bounds of what looks like a line in a path: straight strokes, and thin shapes that are filled."""
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not pdfium.FPDFPath_GetDrawMode(one.handle, fill, stroke):
        return
    contours = list(_contours(one))
    if stroke.value:
        for contour in contours:
            for start, end in pairwise(contour):
                if abs(start[0] - end[0]) <= STRAIGHT or abs(start[1] - end[1]) <= STRAIGHT:
                    yield _around((start, end))
    elif fill.value:
        yield from _filled([_around(contour) for contour in contours if contour])


def _filled(shapes: list[tuple[float, float, float, float]]) -> Iterator[tuple[float, float, float, float]]:
    """Thin shapes are lines. One shape inside another is a frame, whose four sides are."""
    if len(shapes) == 2:  # noqa: PLR2004 - an outer and an inner edge
        (left, bottom, right, top), inner = sorted(shapes, key=lambda shape: shape[0] - shape[2])
        edges = (inner[0] - left, inner[1] - bottom, right - inner[2], top - inner[3])
        if all(0 < edge <= THIN for edge in edges):
            yield from ((left, bottom, right, inner[1]), (left, inner[3], right, top))
            yield from ((left, bottom, inner[0], top), (inner[2], bottom, right, top))
            return
    yield from (shape for shape in shapes if min(shape[2] - shape[0], shape[3] - shape[1]) <= THIN)


def _contours(one: Object) -> Iterator[list[Point]]:
    """The corners of each part of a path on the plane of the page, back at its start where it is closed."""
    matrix = _times(_matrix(one.handle), one.matrix)
    x, y = ctypes.c_float(), ctypes.c_float()
    contour: list[Point] = []
    for number in range(pdfium.FPDFPath_CountSegments(one.handle)):
        segment = pdfium.FPDFPath_GetPathSegment(one.handle, number)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            yield contour
            contour = []
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        contour.append(_moved((x.value, y.value), matrix))
        if pdfium.FPDFPathSegment_GetClose(segment):
            contour.append(contour[0])
    yield contour


def _around(points: Iterable[Point]) -> tuple[float, float, float, float]:
    across, up = zip(*points, strict=True)
    return min(across), min(up), max(across), max(up)


def _bounds(one: Object) -> tuple[float, float, float, float]:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(one.handle, left, bottom, right, top)
    corners = [(a.value, b.value) for a in (left, right) for b in (bottom, top)]
    return _around([_moved(corner, one.matrix) for corner in corners])


def _matrix(handle: Any) -> Matrix:
    found = pdfium.FS_MATRIX()
    if not pdfium.FPDFPageObj_GetMatrix(handle, found):
        return ONE
    return found.a, found.b, found.c, found.d, found.e, found.f


def _times(one: Matrix, other: Matrix) -> Matrix:
    a, b, c, d, e, f = one
    g, h, i, j, k, m = other
    return a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m


def _moved(point: Point, matrix: Matrix) -> Point:
    x, y = point
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
