"""Why an address was not fetched, as codes with a sentence in both languages, and which of these may pass."""

from __future__ import annotations

from typing import Literal

from govreports.form.model import Text
from govreports.report import Problem

Reason = Literal[
    "address",
    "private",
    "robots",
    "no_robots",
    "site_down",
    "no_host",
    "no_connection",
    "tls",
    "reset",
    "stalled",
    "too_slow",
    "too_large",
    "cut_short",
    "encoding",
    "not_http",
    "redirects",
    "status",
    "wait",
]

REASONS: dict[Reason, Text] = {
    "address": Text("不是能取的 http(s) 网址。", "This is not an http(s) address that can be fetched."),
    "private": Text(
        "网址指向内网、本机或别的特殊地址，没有访问；确要访问请加 --allow-private。",
        "The address leads to a private, loopback or other special host and was not asked; --allow-private permits it.",
    ),
    "robots": Text("该站的 robots.txt 不许访问。", "The site's robots.txt forbids it."),
    "no_robots": Text(
        "读不到该站的 robots.txt，不能确定是否许可。", "The site's robots.txt cannot be read, so nothing permits it."
    ),
    "site_down": Text(
        "该站的 robots.txt 几次都读不到，这次不再试。",
        "The site's robots.txt could not be read several times; it is not asked again in this run.",
    ),
    "no_host": Text("域名解析不到。", "There is no such host."),
    "no_connection": Text("连接不上。", "No connection could be made."),
    "tls": Text("加密连接不成，证书可能不对。", "No secure connection: the certificate may be wrong."),
    "reset": Text("对方中断了连接。", "The server broke the connection off."),
    "stalled": Text("对方久不回应。", "The server fell silent."),
    "too_slow": Text("超过时限还没有收完。", "It was not all there within the time limit."),
    "too_large": Text("超过大小上限。", "It is larger than the limit."),
    "cut_short": Text("收到的比对方说的短。", "Less came than the server announced."),
    "encoding": Text("压缩的内容解不开。", "The compressed content is broken."),
    "not_http": Text("回应不是 HTTP。", "The answer is not HTTP."),
    "redirects": Text("转来转去没有尽头。", "It is redirected without end."),
    "status": Text("服务器没有给出网页。", "The server did not give the page."),
    "wait": Text("服务器要求等太久。", "The server asks for too long a wait."),
}
# What may go better a little later.
PASSING: frozenset[Reason] = frozenset(
    (
        "no_robots",
        "no_host",
        "no_connection",
        "reset",
        "stalled",
        "too_slow",
        "cut_short",
        "encoding",
        "not_http",
    )
)
# Answers of a server that is busy or being mended.
PASSING_STATUSES = frozenset((408, 425, 429, *range(500, 600)))


class TransferError(Exception):
    """An address that could not be fetched; `detail` is what the machine says, in its words."""

    def __init__(self, reason: Reason, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason: Reason = reason
        self.detail = detail


class FetchError(Exception):
    """Fetching that could not begin. Carries one sentence in each language."""

    def __init__(self, message_zh: str, message_en: str) -> None:
        super().__init__(message_zh, message_en)
        self.message_zh = message_zh
        self.message_en = message_en


def sentence(reason: Reason, detail: str) -> Problem:
    """Why, with what the machine says."""
    text = REASONS[reason]
    return Problem(*(f"{said} [{detail}]" if detail else said for said in (text.zh, text.en)))
