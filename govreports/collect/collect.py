"""A list of addresses → files in a folder, politely: hosts side by side, each host's addresses one after another."""

from __future__ import annotations

import hashlib
import logging
import shutil
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from queue import SimpleQueue
from threading import Event
from typing import NamedTuple
from urllib.parse import urlsplit

import httpx

from govreports.codes import check_codes
from govreports.collect.attached import Page, ending, is_page_for_file, read_page
from govreports.collect.download import Answer, download
from govreports.collect.kept_files import (
    PAGES,
    Provenance,
    keep_earlier,
    keep_file,
    known_files,
    note_of,
    remove,
    told_of,
)
from govreports.collect.list_of_sources import Source, read_list
from govreports.collect.manners import CollectError, Manners, Web
from govreports.files.project import version

_HOSTS = 8  # at a time
_DRAFTS = ".unfinished"
_GOT = frozenset({"new", "changed", "unchanged"})


class Collected(NamedTuple):
    """What became of an address."""

    url: str
    code: str  # ``new``, ``changed``, ``unchanged``, or why there is no file
    file: Path | None = None  # the file; None where there is none
    reason: str = ""  # what happened and what can be done, where there is no file

    @property
    def got(self) -> bool:
        """Whether the file is there."""
        return self.code in _GOT


def collect(list_file: str | Path, into: str | Path, manners: Manners | None = None) -> Iterator[Collected]:
    """Download what a list names, with what is attached to pages; what is there already is only asked after.

    Parameters
    ----------
    list_file : str or Path
        See `govreports.collect.list_of_sources.read_list`.
    into : str or Path
        The folder. Beside each file stands ``NAME.source.json`` with its address, time, hash and headers; earlier
        versions of files that changed are in ``.earlier``, pages that only show a file in ``.pages``.
    manners : Manners, optional
        How politely.

    Yields
    ------
    Collected
        One for each address of the list and each file that is attached to a page, as they come.

    Raises
    ------
    SourcesError
        The list is not whole; nothing was fetched.
    """
    chosen = manners or Manners(agent=f"govreports/{version()}")
    sources, folder = read_list(list_file), Path(into)
    (folder / _DRAFTS).mkdir(parents=True, exist_ok=True)
    hosts: dict[str, list[Source]] = {}
    for source in sources:
        hosts.setdefault(urlsplit(source.url).netloc if source.is_web else "", []).append(source)
    limits = httpx.Timeout(chosen.patience)
    headers = {"user-agent": chosen.agent, "accept-encoding": "identity"}
    with httpx.Client(timeout=limits, headers=headers, follow_redirects=False) as client:
        collector = _Collector(Web(client, chosen), folder, Path(list_file).parent, sources)
        pool = ThreadPoolExecutor(_HOSTS)
        try:
            tasks = [pool.submit(collector.all_of, own) for own in hosts.values()]
            for _ in tasks:
                yield from iter(collector.done.get, None)
            for task in tasks:
                task.result()
        finally:
            collector.stopped.set()
            pool.shutdown(cancel_futures=True)
    if not any((folder / _DRAFTS).iterdir()):
        (folder / _DRAFTS).rmdir()


class _Collector:
    """Files below one folder."""

    def __init__(self, web: Web, folder: Path, beside: Path, sources: list[Source]) -> None:
        self.web, self.folder, self.beside = web, folder, beside
        self.known = known_files(folder)
        self.stems = _stems(sources)
        self.done: SimpleQueue[Collected | None] = SimpleQueue()
        self.stopped = Event()

    def all_of(self, sources: list[Source]) -> None:
        """Collect the addresses of one host; what became of each goes to `done`, and None at the end."""
        try:
            for source in sources:
                for collected in () if self.stopped.is_set() else self.with_attached(source):
                    self.done.put(collected)
        finally:
            self.done.put(None)

    def with_attached(self, source: Source) -> Iterator[Collected]:
        """Collect an address and what is attached to it."""
        stem = self.stems[source.url]
        collected = self.guarded(source, stem, "")
        if collected.file is None or not source.is_web:
            yield collected
            return
        page = self.page(collected.file)
        files = [
            self.guarded(Source(url, source.agency, source.year), f"{stem}_附件{number}", source.url)
            for number, url in enumerate(page.attached, 1)
        ]
        if any(file.got for file in files) and not page.prints_tables:
            collected = collected._replace(file=self.put_away(collected.file))
        yield collected
        yield from files

    def guarded(self, source: Source, stem: str, page: str) -> Collected:
        """Collect one file; what goes wrong with it is said and costs no other."""
        try:
            return self.one(source, stem, page) if source.is_web else self.copied(source, stem)
        except CollectError as error:
            check_codes("collect", [error.code])
            return Collected(source.url, error.code, None, str(error))

    def one(self, source: Source, stem: str, page: str) -> Collected:
        """Fetch one address."""
        logging.getLogger("govreports").info("collecting %s", source.url)
        draft = self.folder / _DRAFTS / (hashlib.sha256(source.url.encode()).hexdigest()[:32] + ".part")
        before = self.known.get(source.url)
        answer = download(self.web, source.url, draft, before[1].headers if before else {})
        if answer.unchanged and before:
            return Collected(source.url, "unchanged", before[0])
        content = draft.read_bytes() if draft.is_file() else b""
        draft.unlink(missing_ok=True)
        if not content.strip():
            raise CollectError("empty_answer", f"{source.url} gave an empty file.")
        if is_page_for_file(content, source.url):
            raise CollectError("page_for_file", f"{source.url} gave a page, not the file.")
        return self.kept(source, stem, page, content, answer)

    def copied(self, source: Source, stem: str) -> Collected:
        """Copy a file of this machine under a name that tells whose it is."""
        try:
            content = (self.beside / source.url).read_bytes()
        except OSError as error:
            raise CollectError("not_web", f"{source.url} cannot be opened ({error.strerror}).") from error
        return self.kept(source, stem, "", content, Answer(source.url, [], {}))

    def kept(self, source: Source, stem: str, page: str, content: bytes, answer: Answer) -> Collected:
        """Keep what came, unless it is what was there."""
        before = self.known.get(source.url)
        sha256 = hashlib.sha256(content).hexdigest()
        file = (before[0].parent if before else self.folder) / (stem + ending(content, answer.url))
        provenance = Provenance(
            url=source.url,
            answered_by=answer.url,
            redirects=answer.redirects,
            page=page,
            fetched=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            sha256=sha256,
            size=len(content),
            headers=answer.headers,
            agency=source.agency,
            year=source.year,
        )
        if before is None:
            file = _free(file, sha256)
            keep_file(file, content, provenance)
            return Collected(source.url, "new", file)
        if before[1].sha256 == sha256:
            return Collected(source.url, "unchanged", before[0])
        keep_earlier(self.folder, *before)
        keep_file(file, content, provenance)
        if before[0] != file:
            remove(before[0])
        return Collected(source.url, "changed", file)

    def page(self, file: Path) -> Page:
        """Return what is attached to a file, if that is a page."""
        return read_page(file, file.read_bytes(), told_of(file).answered_by)

    def put_away(self, file: Path) -> Path:
        """Put a page that only shows a file where no run reads it as a report."""
        place = self.folder / PAGES
        if file.parent == place:
            return file
        place.mkdir(exist_ok=True)
        for part in (file, note_of(file)):
            shutil.move(part, place / part.name)
        return place / file.name


def _stems(sources: list[Source]) -> dict[str, str]:
    """Name each address's file; where several would have one name, the later ones are numbered."""
    taken: set[str] = set()
    stems: dict[str, str] = {}
    for source in sources:
        names = (source.stem if number == 1 else f"{source.stem}_{number}" for number in range(1, len(sources) + 2))
        stems[source.url] = next(name for name in names if name.casefold() not in taken)
        taken.add(stems[source.url].casefold())
    return stems


def _free(file: Path, sha256: str) -> Path:
    """Return a name under which no other file stands: what was put there by hand, or changed, is never written over."""
    place, number = file, 1
    while place.exists() and hashlib.sha256(place.read_bytes()).hexdigest() != sha256:
        number += 1
        place = file.with_stem(f"{file.stem}_{number}")
    return place
