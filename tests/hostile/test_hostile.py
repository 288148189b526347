"""Hostile files: each ends soon, within its memory, with one sentence, and the good files beside it are loaded rightly.

Every module beside this one that has `FILES`, name -> maker, belongs to the corpus.
"""

from __future__ import annotations

import os
import pkgutil
import resource
import sqlite3
import subprocess
import time
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from shutil import copy

import pytest
from govreports.executors import LimitedExecutor
from govreports.records import Fate, process
from govreports.report import Input

import tests.hostile
from tests.support.commands import GOVREPORTS
from tests.support.places import SAMPLES

SECONDS = 20
MEGABYTES = 512
FEWEST = {"html": 16, "text": 12, "docx": 16, "pdf": 16}
GOOD = "good"

Makers = dict[str, Callable[[], bytes]]


def _corpus() -> dict[str, Makers]:
    """Format -> its files."""
    modules = (info.name for info in pkgutil.iter_modules(tests.hostile.__path__))
    found = {name: import_module(f"tests.hostile.{name}") for name in modules if not name.startswith("test_")}
    return {name: module.FILES for name, module in found.items() if hasattr(module, "FILES")}


CORPUS = _corpus()
