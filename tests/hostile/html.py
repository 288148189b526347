"""Pages made to hang, exhaust or mislead a reader of web pages."""

from __future__ import annotations

from collections.abc import Callable

HEAD = b"<!DOCTYPE html><html><head><meta charset=utf-8></head><body>"
ROWS = "<table><tr><td>规章<td>1<td>2<td>3<tr><td>行政规范性文件<td>4<td>5<td>6</table>".encode()
MANY = 200_000


def _named(*parts: bytes) -> bytes:
    return HEAD + b"".join(parts)


def _closed(name: bytes, times: int) -> bytes:
    return b"<%s>" % name * times + b"x" + b"</%s>" % name * times


FILES: dict[str, Callable[[], bytes]] = {
    "attributes.html": lambda: _named(b"<p ", b" ".join(b"a%d=1" % n for n in range(MANY)), b">x</p>"),
    "attributes_alike.html": lambda: _named(b"<p ", b"a=1 " * MANY, b">x</p>"),
    "attributes_end_in_nothing.html": lambda: _named(b"<p ", b"a='" * MANY),
    "depth_closed.html": lambda: _named(_closed(b"div", MANY), ROWS),
    "depth_open.html": lambda: _named(b"<div><b>" * MANY, ROWS),
    "depth_of_lists.html": lambda: _named(b"<ul><li>" * MANY, ROWS),
    "depth_below_the_scan.html": lambda: _named(_closed(b"i", 2_000), ROWS),
    "tables_in_tables.html": lambda: _named(b"<table><tr><td>" * 20_000, ROWS),
    "tables_in_tables_below_the_scan.html": lambda: _named(b"<table><tr><td>" * 600, ROWS),
    "fonts_never_closed.html": lambda: _named(
        b"".join(b"<font color=%d>" % n for n in range(30_000)), b"<p>x" * 30_000
    ),
    "spans_of_billions.html": lambda: _named(
        b"<table><tr><td colspan=999999999 rowspan=999999999>",
        "规章".encode(),
        b"<td colspan=2147483648>1",
        b"<tr><td>2" * 99,
    ),
    "spans_everywhere.html": lambda: _named(b"<table>", (b"<tr>" + b"<td colspan=1000 rowspan=1000>1" * 19) * 999),
    "figures_across_heads.html": lambda: _named(
        b"<table><tr>", b"<td>head" * 999, b"<tr><td colspan=1000 rowspan=1000>1" * 9_000, b"</table>"
    ),
    "cells.html": lambda: _named(b"<table>", b"<tr>" + b"<td>1" * 30_000, b"</table>"),
    "tags.html": lambda: _named(b"<br>" * 2_000_000),
    "markup.html": lambda: _named(b"<p>" + "长".encode() * 13_000_000),
    "picture_inside.html": lambda: _named(b"<img src='data:image/png;base64,", b"A" * 14_000_000, b"'>", ROWS),
    "comment_never_closed.html": lambda: _named(b"<!--" * MANY, ROWS),
    "scripts_never_closed.html": lambda: _named(b"<script>" * MANY, ROWS),
    "style_of_ats.html": lambda: _named(b"<style>", b"@a{b{" * MANY, b"</style><p class=a>x</p>"),
    "style_of_selectors.html": lambda: _named(
        b"<style>",
        b"".join(b".a%d{display:none}" % n for n in range(50_000)),
        b"</style>",
        b"<p class=a1>x</p>" * 9_999,
    ),
    "entities.html": lambda: _named(b"&amp;#x110000;&#0;&#xD800;&" * 20_000, b"&#" + b"9" * 100_000),
    "brackets.html": lambda: _named(b"<" * 200_000),
    "quotes.html": lambda: _named(b"<a \"'<a '\"" * 30_000),
    "utf16_in_name_only.html": lambda: b"\xff\xfe" + _named(ROWS),
    "utf8_in_name_only.html": lambda: HEAD + b"\xff\x00\xc3\x28" * 1_000,
    "cut_inside_a_character.html": lambda: _named("规章".encode()[:4]),
    "nul_characters.html": lambda: _named(b"<p>\x00</p>" * 1_000),
    "frames.html": lambda: b"<html><frameset cols='1,2'><frame src=a.html><frame src=b.html></frameset></html>",
    "frame_in_itself.html": lambda: _named(b"<iframe srcdoc='" + b"&lt;iframe srcdoc=&quot;" * 20_000 + b"'></iframe>"),
    "no_text.html": lambda: _named(b"<script>document.write('1')</script>"),
    "login.html": lambda: _named(
        "<form>用户名<input name=u>密码<input type=password><button>登录</button></form>".encode()
    ),
    "tab_of_parts.mht": lambda: (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b0\n\n"
        + b"".join(b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (n, n + 1) for n in range(3_000))
    ),
    "no_page.mht": lambda: (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: image/png\n\nx\n--b--\n"
    ),
    "many_parts.mht": lambda: (
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"
        + b"--b\nContent-Type: text/html\n\n<p>1\n" * 20_000
    ),
}
