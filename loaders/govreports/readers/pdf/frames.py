"""Where things are on a page: boxes from the top left corner, however the page or its text is turned."""

from __future__ import annotations

from typing import NamedTuple


class Box(NamedTuple):
    """Left, top, right and bottom in points; down is positive."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point lies inside."""
        return self.left <= x <= self.right and self.top <= y <= self.bottom


class Frame(NamedTuple):
    """A part of the plane of a PDF page, seen after so many quarter turns clockwise.

    The plane has its origin anywhere and counts upwards; a box in the frame counts from the frame's top left corner.
    """

    left: float
    bottom: float
    right: float
    top: float
    turns: int

    @property
    def size(self) -> tuple[float, float]:
        """Width and height as seen."""
        across, up = self.right - self.left, self.top - self.bottom
        return (up, across) if self.turns % 2 else (across, up)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """A point of the plane as seen in the frame."""
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:  # noqa: PLR2004 - half a turn
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """A rectangle of the plane as seen in the frame."""
        (x0, y0), (x1, y1) = self.point(left, bottom), self.point(right, top)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))

    def on_plane(self, x: float, y: float) -> tuple[float, float]:
        """The point of the plane that is seen at a place of the frame: `point` undone."""
        if self.turns == 0:
            return self.left + x, self.top - y
        if self.turns == 1:
            return self.left + y, self.bottom + x
        if self.turns == 2:  # noqa: PLR2004 - half a turn
            return self.right - x, self.bottom + y
        return self.right - y, self.top - x

    def turned(self, turns: int) -> Frame:
        """The same part of the plane after so many quarter turns."""
        return self._replace(turns=turns % 4)

    def seen_from(self, other: Frame, box: Box) -> Box:
        """A box of another frame of the same plane as seen in this one."""
        if other == self:
            return box
        return self.box(*other.on_plane(box.left, box.bottom), *other.on_plane(box.right, box.top))
