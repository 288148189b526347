"""Imports only point down. The plugin takes nothing from the loaders above floor 0, so a viewer needs no parser."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.support.places import ROOT

LOADERS = ROOT / "loaders" / "govreports"
PLUGIN = ROOT / "datasette_govreports"

FLOORS = (
    {"form", "bigrams", "spans", "places", "notes", "divisions", "locks", "shape", "terminal"},
    {"report", "numbers", "readers"},
    {"match", "identity", "claims", "copying"},
    {
        "checks",
        "corrections",
        "crosswise",
        "refusal",
        "parse",
        "records",
        "database",
        "dictionary",
        "regions",
        "executors",
        "inputs",
        "archives",
        "loading",
        "interrupts",
        "originals",
        "recognised",
        "fetch",
        "origin",
        "versions",
        "revisions",
    },
    {"explain", "checking", "fetching", "cli", "command"},
)
FLOOR = {name: floor for floor, names in enumerate(FLOORS) for name in names}
# What the plugin may take: it reads the form from the database.
SHARED = {"spans", "places", "notes", "bigrams", "locks", "shape", "terminal"}


def modules(folder: Path) -> dict[str, Path]:
    """Every module of a package: its dotted name and its file."""
    found = {}
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder.parent).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def imported(path: Path) -> Iterator[tuple[int, str]]:
    """Line and dotted name of everything a file imports; from a package, each name taken from it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute, so that they can be read off"
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def room(dotted: str) -> str:
    """`govreports.match.labels` -> `match`; the package itself is no room."""
    return (*dotted.split("."), "")[1]


IMPORTS = [
    (module, f"{path.relative_to(ROOT)}:{line}", name)
    for folder in (LOADERS, PLUGIN)
    for module, path in modules(folder).items()
    for line, name in imported(path)
]


def of(package: str) -> list[tuple[str, str, str]]:
    """What the modules of a package import."""
    return [found for found in IMPORTS if found[0].split(".")[0] == package]


def test_every_room_has_its_floor() -> None:
    rooms = {room(module) for module in modules(LOADERS)} - {""}
    assert rooms - FLOOR.keys() == set(), "put the new room on a floor: here, in CONTRIBUTING.md and in docs/decisions/"


def test_imports_only_point_down() -> None:
    upward = [
        f"{where}: {module} imports {name}"
        for module, where, name in of("govreports")
        if name.split(".")[0] == "govreports" and room(module) and FLOOR[room(name)] > FLOOR[room(module)]
    ]
    assert upward == []


def test_rooms_on_a_floor_do_not_lean_on_each_other_in_a_circle() -> None:
    leans: dict[str, set[str]] = {name: set() for name in FLOOR}
    for module, _, name in of("govreports"):
        if name.split(".")[0] == "govreports" and room(module) != room(name):
            leans[room(module)].add(room(name))
    while free := {name for name, on in leans.items() if not on}:
        leans = {name: on - free for name, on in leans.items() if name not in free}
    assert leans == {}


def test_no_files_import_each_other_in_a_circle() -> None:
    files = {module for folder in (LOADERS, PLUGIN) for module in modules(folder)}
    leans: dict[str, set[str]] = {module: set() for module in files}
    for module, _, name in IMPORTS:
        file = name if name in files else name.rpartition(".")[0]
        if file in files and not module.startswith(file):  # a package's face is for those outside
            leans[module].add(file)
    TopologicalSorter(leans).prepare()  # raises CycleError, with the circle


def test_the_form_depends_on_nothing() -> None:
    others = [
        f"{where}: {name}"
        for module, where, name in of("govreports")
        if room(module) == "form" and room(name) != "form" and name.split(".")[0] not in sys.stdlib_module_names
    ]
    assert others == []


def test_readers_know_no_form() -> None:
    # Of the form they take the word for a text in two languages, and no label.
    known = {name for module, _, name in of("govreports") if room(module) == "readers" and room(name) == "form"}
    assert known <= {"govreports.form.model.Text"}


def test_the_plugin_takes_from_the_loaders_what_a_viewer_needs_and_no_more() -> None:
    taken = [
        f"{where}: {name}"
        for _, where, name in of("datasette_govreports")
        if name.split(".")[0] == "govreports" and room(name) not in SHARED
    ]
    assert taken == []


def test_the_loaders_know_no_plugin() -> None:
    known = [where for _, where, name in of("govreports") if name.startswith(("datasette", "datasette_govreports"))]
    assert known == []


@pytest.mark.parametrize("library", ["sqlite_utils", "selectolax", "lxml", "protego", "warcio"])
def test_a_viewer_needs_no_parser(library: str) -> None:
    # What the plugin takes must not bring along what the extra [loaders] installs.
    shared = [module for module in modules(LOADERS) if room(module) in SHARED | {"form"}]
    heavy = [f"{where}: {name}" for module, where, name in IMPORTS if module in shared and name.startswith(library)]
    assert heavy == []


def test_the_walls_can_be_seen_through() -> None:
    # A test of imports that finds none proves nothing.
    names = {name for _, _, name in IMPORTS}
    assert "govreports.spans.Span" in names
    assert len(of("govreports")) > 150
    assert "datasette_govreports" in {module for module, _, _ in of("datasette_govreports")}
