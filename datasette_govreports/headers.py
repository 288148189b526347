"""Around every request: what is not answered at all, and the headers of every answer."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, MutableMapping
from functools import wraps
from typing import Any, NamedTuple
from urllib.parse import parse_qsl

Scope = MutableMapping[str, Any]
App = Callable[[Scope, Any, Any], Awaitable[None]]


class Header(NamedTuple):
    """A header of every response, and what it is for."""

    name: bytes
    value: bytes
    reason: str


HEADERS = (
    Header(b"x-content-type-options", b"nosniff", "a download is what its type says, whatever a report holds"),
    Header(b"referrer-policy", b"no-referrer", "what somebody looked for here is nobody else's business"),
    Header(
        b"permissions-policy",
        b"camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
        "pages of text and tables need none of it",
    ),
    Header(b"cross-origin-opener-policy", b"same-origin", "a page that opens ours in a window gets no hold of it"),
    Header(b"x-frame-options", b"DENY", "what frame-ancestors says, for browsers that do not know it"),
)


class Policy(NamedTuple):
    """What a response may load and run, and why it needs that."""

    value: str
    reason: str


NOTHING = "default-src 'none'; base-uri 'none'; frame-ancestors 'none'"
PAGE = f"{NOTHING}; form-action 'self'; img-src 'self'; style-src 'self'"
PAGE_POLICY = Policy(PAGE, "text, tables and drawings of our own, and no script")
FILE_POLICY = Policy(f"{NOTHING}; sandbox", "a file is saved or read by a program; opened as a page it can do nothing")
# In the scope of a request: a set in which a page notes what it needs, as the name of one of these.
NEEDS = "govreports"
CHARTS, ENGINE, WORKER = "charts", "engine", "worker"
POLICIES = {
    CHARTS: Policy(
        f"{NOTHING}; form-action 'self'; img-src 'self' data: blob:; connect-src 'self';"
        " script-src 'self' 'unsafe-eval'; style-src 'self' 'sha256-zHu+4xXhsS6NimrB7yW5G9nPUEUFviBhDjPmtcftAAM='",
        "datasette-vega compiles its charts to JavaScript, puts one style element in the page (the hash is that of"
        " 0.6.2), and fetches the rows as JSON",
    ),
    ENGINE: Policy(
        f"{PAGE}; connect-src 'self'; script-src 'self' 'wasm-unsafe-eval'",
        "the reader's browser answers queries: our script, SQLite as WebAssembly in a worker, the database as a file",
    ),
    WORKER: Policy(
        f"{NOTHING}; connect-src 'self'; script-src 'self' 'wasm-unsafe-eval'",
        "a worker runs under the policy of its own file, not of the page that starts it",
    ),
}
# The one script that is a worker.
WORKER_FILE = re.compile(r"/datasette_govreports/bundle/worker\.js$")

# Of Datasette's own /-/ pages, those that a public site needs; others show threads, paths and permissions.
OPEN = re.compile(r"/-/(static/|static-plugins/|plugins|versions|settings|metadata|actor|query|schema|jump)")
INSIDE = re.compile(r"/-/")
# Parameters in which a visitor writes SQL, or what the search index takes for a query of its own.
FREE = frozenset(("sql", "_where", "_searchmode"))


def wrap(root: str) -> Callable[[App], App]:
    """What goes around Datasette's own application. `root` is the address that the site hangs under."""
    from datasette_govreports import isolation  # what builds a site takes policies from here, and runs no server

    def around(app: App) -> App:
        @wraps(app)
        async def handle(scope: Scope, receive: Any, send: Any) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            scope[NEEDS] = needs = {WORKER} if WORKER_FILE.search(scope["path"]) else set[str]()
            answer = _with_headers(send, needs)
            refused = _refused(_path(scope), root)
            if refused:
                await _refuse(answer, *refused)
                return
            free, is_file = _is_free(scope.get("query_string", b"")), scope["path"].endswith(".csv")
            with isolation.request(free=free, is_file=is_file):
                await app(scope, receive, answer)

        return handle

    return around


def _path(scope: Scope) -> str:
    raw = scope.get("raw_path") or scope["path"].encode()
    return str(raw.split(b"?")[0].decode("latin-1"))


def _refused(path: str, root: str) -> tuple[int, str] | None:
    """Why a path is not answered. Browsers read a backslash as a slash: `/\\host` in a redirect leads off the site."""
    plain = path.lower()
    if "\\" in path or "%5c" in plain or plain.startswith("//") or "%00" in plain:
        return 400, "请求的地址有误。\nThe address is not one of ours.\n"
    below = "/" + path.removeprefix(root).lstrip("/")
    if INSIDE.match(below) and not OPEN.match(below):
        return 404, "没有这一页。\nThere is no such page.\n"
    return None


def _is_free(query: bytes) -> bool:
    """Whether a visitor wrote any of the SQL of this request."""
    return bool(FREE & {name for name, _ in parse_qsl(query.decode("latin-1"), keep_blank_values=True)})


def needs(request: Any, policy: str) -> None:
    """Note that the page of this request needs one of the policies."""
    request.scope.get(NEEDS, set()).add(policy)


async def _refuse(send: Any, status: int, message: str) -> None:
    body = message.encode()
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})


def _with_headers(send: Any, needs: set[str]) -> Any:
    async def answer(message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": _headers(message.get("headers") or [], needs)}
        await send(message)

    return answer


def _headers(given: Any, needs: set[str]) -> list[tuple[bytes, bytes]]:
    ours = {header.name: header.value for header in HEADERS}
    kept = [(name.lower(), value) for name, value in given]
    policy = _policy(dict(kept).get(b"content-type", b""), needs)
    dropped = {*ours, b"content-security-policy"}
    return [
        *((n, v) for n, v in kept if n not in dropped),
        *ours.items(),
        (b"content-security-policy", policy.value.encode()),
    ]


def _policy(content_type: bytes, needs: set[str]) -> Policy:
    if WORKER in needs:
        return POLICIES[WORKER]
    if not content_type.startswith(b"text/html"):
        return FILE_POLICY
    return next((POLICIES[name] for name in (CHARTS, ENGINE) if name in needs), PAGE_POLICY)
