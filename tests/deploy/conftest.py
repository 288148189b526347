"""The databases that are served."""

from __future__ import annotations

from tests.plugin.conftest import database, extended

__all__ = ["database", "extended"]
