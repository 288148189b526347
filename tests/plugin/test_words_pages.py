"""Pages of words: what Markdown may not bring onto a page, and that the texts travel with the package."""

from __future__ import annotations

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from datasette_govreports.language import LANGUAGES, Language
from datasette_govreports.pages.about import TAGS, load, render
from tests.plugin.dom import parse
from tests.support.places import ROOT

UNWANTED = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "![a](https://example.org/a.png)",
    "[a](javascript:alert(1))",
    "<a href='data:text/html,x'>a</a>",
    "<b onclick=alert(1) style='color:red'>a</b>",
    "<iframe src=//example.org></iframe>",
    "<svg><a xlink:href='javascript:alert(1)'>a</a></svg>",
    "## a {onclick=alert(1) style=x}",
    "[a](&#106;avascript:alert(1))",
    "<table><tr><td><style>*{}</style></table>",
)


@pytest.mark.parametrize("text", UNWANTED)
def test_what_is_not_wanted_is_left_out(text: str) -> None:
    _harmless(render("t", f"words\n\n{text}\n\nwords").body)


@given(
    st.lists(st.sampled_from([*UNWANTED, "#", "\n", "`", "<", ">", '"', "[", "](", ")", "a"]), max_size=8).map("".join)
)
def test_no_mixture_of_it_comes_through(text: str) -> None:
    _harmless(render("t", text).body)


def _harmless(html: str) -> None:
    for element in parse(html).all():
        assert element.tag in TAGS | {"div"}
        allowed = {"href", "rel", "id", "scope"} | ({"class"} if element.tag in {"div", "table"} else set())
        assert element.attributes.keys() <= allowed
        assert not element.attributes.get("href", "").lower().startswith(("javascript:", "data:"))


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: str(language.code))
@pytest.mark.parametrize("name", ["about", "data"])
def test_both_languages_have_the_same_parts(name: str, language: Language) -> None:
    page = load(name, language)
    assert [id for id, _ in page.contents] == [id for id, _ in load(name, LANGUAGES[0]).contents]
    assert page.title
    assert "{#" not in page.body


def test_the_texts_are_in_the_package() -> None:
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]["build"]["targets"]
    assert "datasette_govreports" in packages["wheel"]["packages"]
    assert len(list((ROOT / "datasette_govreports" / "docs").glob("*.??.md"))) == 4
