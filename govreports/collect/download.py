"""One address → the whole file behind it, or why not; what arrived before a break is not fetched twice."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from pathlib import Path
from typing import Any, NamedTuple

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt

from govreports.collect.manners import CollectError, Manners, PassingError, Web

_MOST_HOPS = 10  # redirections, as browsers and curl follow at the most
_LONGEST_WAIT = 300.0  # seconds: a server may ask for days
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_UNCHANGED, _PART, _PAST_END = 304, 206, 416  # status codes of HTTP


class Answer(NamedTuple):
    """What an address gave."""

    url: str  # the address that answered, after all redirects
    redirects: list[str]  # the addresses that led there
    headers: dict[str, str]  # of the answer, names in lower case
    # Whether the server said that the file is the one already known; then nothing was written
    unchanged: bool = False


def download(web: Web, url: str, draft: Path, known: Mapping[str, str]) -> Answer:
    """Fetch an address into a file.

    Parameters
    ----------
    web : Web
    url : str
    draft : Path
        The file to write. What a broken earlier attempt left there is completed where the server can tell that it
        still has the same file.
    known : mapping of str to str
        Headers of the answer that gave the file that is kept already; empty where there is none.

    Returns
    -------
    Answer

    Raises
    ------
    CollectError
        After all attempts, or at once where another attempt would change nothing.
    """
    manners = web.manners
    for attempt in Retrying(
        stop=stop_after_attempt(manners.attempts),
        wait=lambda state: _wait(state, manners),
        retry=retry_if_exception_type(PassingError),
        reraise=True,
    ):
        with attempt:
            try:
                return _follow(web, url, draft, known)
            except (httpx.InvalidURL, httpx.UnsupportedProtocol, UnicodeError) as error:
                raise CollectError("not_web", f"{url} is no address of the web ({error}).") from error
            except httpx.HTTPError as error:
                raise PassingError("no_answer", f"{url}: the answer broke off ({type(error).__name__}).") from error
    raise AssertionError("tenacity returns or raises")


def _wait(state: RetryCallState, manners: Manners) -> float:
    error = state.outcome.exception() if state.outcome else None
    asked = error.wait if isinstance(error, PassingError) else 0.0
    return max(min(asked, _LONGEST_WAIT), manners.backoff * 2.0 ** (state.attempt_number - 1))


def _follow(web: Web, url: str, draft: Path, known: Mapping[str, str]) -> Answer:
    address, hops = url, list[str]()
    while len(hops) <= _MOST_HOPS:
        web.admit(address)
        asked = _asked(draft, known)
        with web.client.stream("GET", address, headers=asked) as response:
            if not response.has_redirect_location:
                return _take(web.manners, response, draft, hops, "range" in asked)
            hops.append(address)
            address = str(response.url.join(response.headers["location"]))
    raise CollectError("redirects", f"{url} leads from address to address without end.")


def _asked(draft: Path, known: Mapping[str, str]) -> dict[str, str]:
    """Return the headers that ask for the rest of a file, or whether it is still the known one."""
    mark = _mark(draft)
    if mark and draft.is_file() and draft.stat().st_size:
        return {"range": f"bytes={draft.stat().st_size}-", "if-range": mark}
    conditions = {"etag": "if-none-match", "last-modified": "if-modified-since"}
    return {condition: known[name] for name, condition in conditions.items() if name in known}


def _take(manners: Manners, response: httpx.Response, draft: Path, hops: list[str], ranged: bool) -> Answer:
    headers = dict(response.headers)
    status, address = response.status_code, str(response.url)
    if status == _UNCHANGED and not ranged:
        return Answer(address, hops, headers, unchanged=True)
    if status == _PAST_END or (status == _PART and not _continues(draft, headers.get("content-range", ""))):
        _forget(draft)
        raise PassingError("no_answer", f"{address} gave another part of the file than was asked for.")
    if status in _PASSING:
        raise PassingError("no_answer", f"{address} answers {status}.", _seconds(headers.get("retry-after", "")))
    if status not in (200, _PART):
        raise CollectError("refused", f"{address} answers {status}.")
    if status != _PART:
        _forget(draft)
        _set_mark(draft, headers)
    _write(manners, response, draft)
    _mark_file(draft).unlink(missing_ok=True)
    return Answer(address, hops, headers)


def _write(manners: Manners, response: httpx.Response, draft: Path) -> None:
    ends = time.monotonic() + manners.seconds
    most = int(manners.max_mb * 1_000_000)
    size = draft.stat().st_size if draft.is_file() else 0
    if size + int(response.headers.get("content-length") or 0) > most:
        _forget(draft)
        raise CollectError("too_large", f"{response.url} has more than {manners.max_mb:g} MB.")
    with draft.open("ab") as file:
        for chunk in response.iter_bytes():
            size += len(chunk)
            if size > most:
                _forget(draft)
                raise CollectError("too_large", f"{response.url} has more than {manners.max_mb:g} MB.")
            file.write(chunk)
            if time.monotonic() > ends:
                raise PassingError("no_answer", f"{response.url} did not end in {manners.seconds:g} seconds.")


def _continues(draft: Path, content_range: str) -> bool:
    return draft.is_file() and content_range.startswith(f"bytes {draft.stat().st_size}-")


def _seconds(retry_after: str) -> float:
    """Return what ``Retry-After`` asks for: seconds, or a date; 0 where it is neither."""
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    except ValueError:
        return 0.0


def _mark_file(draft: Path) -> Path:
    return draft.with_suffix(".mark")


def _mark(draft: Path) -> str:
    """Return by what the server knows the file of which a part is here; "" where it cannot."""
    try:
        mark: Any = json.loads(_mark_file(draft).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return ""
    return mark if isinstance(mark, str) else ""


def _set_mark(draft: Path, headers: Mapping[str, str]) -> None:
    """Remember how the file is known; what comes compressed cannot be continued, nor what is only much the same."""
    strong = headers.get("etag", "") if not headers.get("etag", "").startswith("W/") else ""
    mark = strong or headers.get("last-modified", "")
    if mark and headers.get("content-encoding", "identity") == "identity":
        _mark_file(draft).write_text(json.dumps(mark), encoding="utf-8")


def _forget(draft: Path) -> None:
    draft.unlink(missing_ok=True)
    _mark_file(draft).unlink(missing_ok=True)
