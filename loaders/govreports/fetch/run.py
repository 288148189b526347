"""Working off a list of addresses: who takes what, what became of it, and what follows from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from hashlib import sha256
from importlib.metadata import version
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import NamedTuple

from govreports import interrupts
from govreports.executors import LimitedExecutor
from govreports.fetch.addresses import Address, address
from govreports.fetch.archive import Archive, mend
from govreports.fetch.content import PAGE, ending
from govreports.fetch.folder import Folder
from govreports.fetch.log import Entry, Log, Outcome
from govreports.fetch.page import Page, look
from govreports.fetch.polite import Queue, Turn
from govreports.fetch.reasons import PASSING, PASSING_STATUSES, Reason, TransferError
from govreports.fetch.robots import Robots
from govreports.fetch.transport import Answer, Client, Limits
from govreports.fetch.visit import Visitor
from govreports.fetch.wanted import Wanted

NAME = "govreports"
PURPOSE = "open data from annual reports on open government information"
TRIES = 4
LONGEST_WAIT = 600.0  # seconds that a server may ask us to wait
LISTED_EVERY = 100  # addresses after which the manifest is written anew
OK, NOT_MODIFIED = 200, 304
MEGABYTE = 2**20
_OUTCOME_OF: dict[Reason, Outcome] = {"robots": "forbidden", "address": "refused", "private": "refused"}

Tell = Callable[[Entry, int], object]


class Settings(NamedTuple):
    """How to fetch. `delay`: seconds between two requests to a host; `jobs`: hosts asked at the same time; `seconds`
    and `megabytes`: what one address may take; `private`: hosts that are not public may be asked; `expand`: links that
    read as titles of reports are followed; `contact`: whom the sites' operators can ask."""

    delay: float = 1.0
    jobs: int = 4
    seconds: float = 60.0
    megabytes: float = 64.0
    private: bool = False
    expand: bool = False
    contact: str = ""

    @property
    def agent(self) -> str:
        """Who we say we are."""
        about = "; ".join(filter(None, (PURPOSE, self.contact)))
        return f"{NAME}/{version('datasette-govreports')} ({about})"

    @property
    def client(self) -> Client:
        """What makes the requests."""
        limits = Limits(self.seconds, self.seconds / 3, int(self.megabytes * MEGABYTE))
        return Client(self.agent, limits, self.private)


class Task(NamedTuple):
    """An address on its way: for the how-manieth time it is tried."""

    address: Address
    wanted: Wanted
    tries: int = 1


def fetch(wanted: Iterable[Wanted], folder: Folder, settings: Settings, tell: Tell) -> Counter[Outcome]:
    """Fetch every address into the folder, going on with the run that was under way there, if any.

    `tell` is given what became of each address and how many are known by then; not of those that an earlier,
    interrupted start is done with. Returns how many of the run had each outcome. Raises FetchError when it cannot
    begin.
    """
    with folder.held(), closing(Log(folder.log)) as log:
        if log.archived:
            last = max(log.archived)
            mend(folder.archive / last, log.archived[last])
        with closing(Archive(folder.archive, settings.agent)) as archive, _looking(settings.jobs) as executor:
            folder.tidy(log.files)
            _Run(folder, log, archive, settings, executor).work(wanted, tell)
    return Counter(entry.outcome for entry in log.settled.values())


@contextmanager
def _looking(jobs: int) -> Iterator[LimitedExecutor]:
    """Workers that look through pages: those are other people's, so they are kept apart and within limits."""
    executor = LimitedExecutor(jobs)
    try:
        yield executor
    finally:
        executor.shutdown(cancel_futures=True)


def now() -> str:
    """This moment, in UTC."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


class _Run:
    """One run over a folder; exists so that its workers share what they need."""

    def __init__(
        self, folder: Folder, log: Log, archive: Archive, settings: Settings, executor: LimitedExecutor
    ) -> None:
        self._folder, self._log, self._archive, self._settings = folder, log, archive, settings
        self._executor = executor
        self._queue: Queue[Task] = Queue(settings.delay)
        self._visitor = Visitor(settings.client, Robots(NAME), self._queue, archive.keep)
        self._known: set[str] = set()
        self._lock = Lock()
        self._stopped = False
        self._news: SimpleQueue[Entry | BaseException] = SimpleQueue()

    def work(self, wanted: Iterable[Wanted], tell: Tell) -> None:
        """Work everything off, in as many threads as there are jobs; this one tells what happens."""
        self._log.begin(now())
        for one in wanted:
            self._add(one)
        threads = [Thread(target=self._serve, daemon=True) for _ in range(self._settings.jobs)]
        for thread in threads:
            thread.start()
        try:
            self._listen(threads, tell)
            self._log.end(now())
        finally:
            self._stop()
            self._write_manifest()

    def _stop(self) -> None:
        """Whatever the workers are still doing, nothing is written any more."""
        self._queue.close()
        with self._lock:
            self._stopped = True

    def _write_manifest(self) -> None:
        with self._lock:
            files = dict(self._log.files)
        self._folder.write_manifest(files)

    def _listen(self, threads: list[Thread], tell: Tell) -> None:
        told = 0
        while any(thread.is_alive() for thread in threads) or not self._news.empty():
            interrupts.heed()
            try:
                news = self._news.get(timeout=0.05)
            except Empty:
                continue
            if isinstance(news, BaseException):
                raise news
            tell(news, len(self._known))
            told += 1
            if told % LISTED_EVERY == 0:
                self._write_manifest()

    # --- what a worker does ------------------------------------------------------------------------------------------

    def _serve(self) -> None:
        try:
            while taken := self._queue.take():
                turn, task = taken
                with self._queue.finishing(turn):
                    self._handle(turn, task)
        except BaseException as error:  # noqa: BLE001 - the thread that listens raises it
            self._news.put(error)

    def _handle(self, turn: Turn, task: Task) -> None:
        earlier = self._earlier(task.wanted)
        try:
            answer = self._visitor.visit(turn, task.address, _conditions(earlier))
        except TransferError as error:
            self._fail(task, error.reason, error.detail)
            return
        if answer.status == NOT_MODIFIED and earlier:
            self._settle(_again(earlier, task))
        elif answer.status == OK:
            self._settle(self._stored(task, answer, earlier))
        else:
            self._turned_away(turn, task, answer)

    def _earlier(self, wanted: Wanted) -> Entry | None:
        """What was fetched from there before, if its file is still there."""
        earlier = self._log.latest.get(wanted.url)
        return earlier if earlier and (self._folder.path / earlier.file).exists() else None

    def _stored(self, task: Task, answer: Answer, earlier: Entry | None) -> Entry:
        digest = sha256(answer.content).hexdigest()
        if earlier and earlier.sha256 == digest:
            return _again(earlier, task)._replace(etag=_header(answer, "ETag"), last_modified=_header(answer, MODIFIED))
        media_type = answer.headers.get_content_type() if "Content-Type" in answer.headers else ""
        suffix = ending(answer.content, media_type, answer.address.target)
        name = self._folder.name(task.address, answer.content, suffix)
        page, detail = self._seen(task.wanted, answer) if suffix == PAGE else (NO_LINKS, "")
        self._folder.receive(name, answer.content)
        return _entry(task, "fetched")._replace(
            detail=detail,
            status=answer.status,
            final_url=answer.address.url,
            file=name,
            sha256=digest,
            size=len(answer.content),
            media_type=media_type,
            retrieved_at=now(),
            etag=_header(answer, "ETag"),
            last_modified=_header(answer, MODIFIED),
            attachments=() if page.tables else page.attachments,
            listed=page.listed,
        )

    def _seen(self, wanted: Wanted, answer: Answer) -> tuple[Page, str]:
        """What a page links to; nothing, and why, where it cannot be looked through."""
        if wanted.kind == "attachment":
            return NO_LINKS, ""
        try:
            return self._executor.submit(look, answer.content, answer.address.url).result(), ""
        except Exception as error:  # noqa: BLE001 - a worker can fail in any way, and the page itself is there
            return NO_LINKS, f"not looked through: {type(error).__name__}"

    def _turned_away(self, turn: Turn, task: Task, answer: Answer) -> None:
        """An answer without the page: later perhaps, if the server is only busy."""
        wait = _retry_after(answer)
        if answer.status not in PASSING_STATUSES:
            self._settle(_entry(task, "failed", "status", str(answer.status), answer.status))
        elif wait > LONGEST_WAIT:
            self._settle(_entry(task, "failed", "wait", f"{wait:.0f} s", answer.status))
        else:
            if wait:
                self._queue.rest(turn.host, wait)
            self._fail(task, "status", str(answer.status), answer.status)

    def _fail(self, task: Task, reason: Reason, detail: str, status: int | None = None) -> None:
        """Try again later, each time after twice the wait, where that can help; else say so."""
        if task.tries < TRIES and (status or reason in PASSING):
            wait = self._settings.delay * 2**task.tries
            self._queue.put(task.address.host, task._replace(tries=task.tries + 1), wait)
        else:
            self._settle(_entry(task, _OUTCOME_OF.get(reason, "failed"), reason, detail, status))

    def _settle(self, entry: Entry) -> None:
        place = self._archive.place
        with self._lock:
            if self._stopped:
                return
            self._log.add(entry._replace(warc=place.file, warc_end=place.end))
            if entry.outcome == "fetched":
                self._folder.show(entry.file)
        self._follow(entry)
        self._news.put(entry)

    # --- what follows from an address --------------------------------------------------------------------------------

    def _add(self, wanted: Wanted) -> None:
        """Put an address on the way, unless it is known; one that is done with leads only to what follows from it."""
        asked = _address(wanted.url)
        url = wanted.url if isinstance(asked, TransferError) else asked.url
        wanted = wanted._replace(url=url)
        with self._lock:
            if url in self._known:
                return
            self._known.add(url)
            settled = self._log.settled.get(url)
        if settled:
            self._follow(settled)
        elif isinstance(asked, TransferError):
            self._settle(_told(wanted, "refused", asked.reason, asked.detail))
        else:
            self._queue.put(asked.host, Task(asked, wanted))

    def _follow(self, entry: Entry) -> None:
        known = Wanted("", entry.agency, entry.region_code, entry.year, parent=entry.url)
        if entry.kind != "attachment":
            for url in entry.attachments:
                self._add(known._replace(url=url, kind="attachment"))
        if entry.kind == "asked" and self._settings.expand:
            for url in entry.listed:  # of several years, as a rule
                self._add(known._replace(url=url, kind="listed", year=""))


NO_LINKS = Page(True, (), ())
MODIFIED = "Last-Modified"


def _address(url: str) -> Address | TransferError:
    try:
        return address(url)
    except TransferError as error:
        return error


def _told(
    wanted: Wanted, outcome: Outcome, reason: Reason | None = None, detail: str = "", status: int | None = None
) -> Entry:
    return Entry(
        now(),
        wanted.url,
        outcome,
        reason,
        detail,
        status,
        agency=wanted.agency,
        region_code=wanted.region_code,
        year=wanted.year,
        kind=wanted.kind,
        parent=wanted.parent,
    )


def _entry(
    task: Task, outcome: Outcome, reason: Reason | None = None, detail: str = "", status: int | None = None
) -> Entry:
    return _told(task.wanted, outcome, reason, detail, status)._replace(tries=task.tries)


def _again(earlier: Entry, task: Task) -> Entry:
    """The same file as before, with what is known of it now."""
    told = _entry(task, "unchanged")
    return earlier._replace(
        at=told.at,
        outcome="unchanged",
        tries=task.tries,
        **{name: getattr(told, name) for name in ("agency", "region_code", "year", "kind", "parent")},
    )


def _conditions(earlier: Entry | None) -> Mapping[str, str]:
    """The headers by which a server need not send again what we have."""
    if earlier is None:
        return {}
    said = {"If-None-Match": earlier.etag, "If-Modified-Since": earlier.last_modified}
    return {name: value for name, value in said.items() if value}


def _header(answer: Answer, name: str) -> str:
    """A header that can be sent back as it is, '' where there is none or it holds more than it should."""
    value = str(answer.headers.get(name, ""))
    return value if value.isprintable() and value.isascii() else ""


def _retry_after(answer: Answer) -> float:
    """The seconds that a server asks us to wait, 0 where it does not."""
    said = str(answer.headers.get("Retry-After", "")).strip()
    if said.isascii() and said.isdigit():
        return float(said)
    try:
        until = parsedate_to_datetime(said)
    except ValueError:
        return 0.0
    return max(0.0, (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
