"""Chromium, a database with reports made by hand, and a host that serves it."""

from tests.plugin.conftest import chromium, database, extended

__all__ = ["chromium", "database", "extended"]
