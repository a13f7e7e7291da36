"""How a host is asked: not before its last answer is some seconds old, and only what its ``robots.txt`` allows."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass, field
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

import httpx

from govreports.codes import codes

_ROBOTS_BYTES = 512_000  # that RFC 9309 asks a reader to read
_LONGEST_DELAY = 60.0  # seconds: a robots.txt that asks for more would stop the collection of its host


@dataclass(frozen=True, kw_only=True)
class Manners:
    """How addresses are fetched."""

    delay: float = 2.0  # seconds between two requests to one host; its ``robots.txt`` may ask for more
    attempts: int = 4  # how often an address is tried that fails for a reason that may pass
    backoff: float = 2.0  # seconds before the second attempt; before each further one twice as many
    patience: float = 30.0  # seconds without a byte after which an attempt has failed
    seconds: float = 900.0  # most that one attempt may take, however steadily it drips
    # Most that one file may have, in MB, whatever its server says. The largest scan of a county's reports has 90.
    max_mb: float = 200.0
    agent: str = "govreports"  # how the program names itself


class CollectError(Exception):
    """An address did not give a file.

    Parameters
    ----------
    code : str
        A code of ``codes.toml`` for what becomes of an address.
    reason : str
        What happened, in a sentence.
    """

    def __init__(self, code: str, reason: str) -> None:
        self.code, self.reason = code, reason
        super().__init__(f"{reason} {codes('collect')[code].remedy}")


class PassingError(CollectError):
    """A failure that may pass; `wait` seconds (0 where unknown) are what the server asks to wait."""

    def __init__(self, code: str, reason: str, wait: float = 0) -> None:
        super().__init__(code, reason)
        self.wait = wait


@dataclass
class _Host:
    lock: threading.Lock = field(default_factory=threading.Lock)
    next_request: float = 0.0
    robots: RobotFileParser | None = None


class Web:
    """The hosts, each with its rules and the time of its last answer; safe for several threads."""

    def __init__(self, client: httpx.Client, manners: Manners) -> None:
        self.client, self.manners = client, manners
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def admit(self, address: str) -> None:
        """Wait until an address may be asked for.

        Raises
        ------
        CollectError
            ``not_web`` where it is no address of the web, ``robots`` where its host does not want it fetched.
        """
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise CollectError("not_web", f"{address} is no address of the web.")
        with self._lock:
            host = self._hosts.setdefault(f"{parts.scheme}://{parts.netloc}", _Host())
        with host.lock:
            if host.robots is None:
                self._pause(host)
                host.robots = self._read_robots(f"{parts.scheme}://{parts.netloc}/robots.txt")
            if not host.robots.can_fetch(self.manners.agent, address):
                raise CollectError("robots", f"robots.txt of {parts.netloc} asks programs not to fetch {parts.path}.")
            self._pause(host)

    def _pause(self, host: _Host) -> None:
        asked = host.robots.crawl_delay(self.manners.agent) if host.robots is not None else None
        time.sleep(max(0.0, host.next_request - time.monotonic()))
        host.next_request = time.monotonic() + max(self.manners.delay, min(float(asked or 0), _LONGEST_DELAY))

    def _read_robots(self, address: str) -> RobotFileParser:
        """Read a host's rules: a host that has none allows everything, one that fails to tell allows nothing."""
        rules = RobotFileParser(address)
        try:
            with self.client.stream("GET", address, follow_redirects=True) as response:
                if response.status_code >= 500:
                    raise PassingError("no_answer", f"{address} answers {response.status_code}.")
                text = b""
                for chunk in response.iter_bytes() if response.status_code < 400 else ():
                    text += chunk
                    if len(text) > _ROBOTS_BYTES:
                        break
        except httpx.HTTPError as error:
            raise PassingError("no_answer", f"{address} does not answer ({type(error).__name__}).") from error
        rules.parse(text[:_ROBOTS_BYTES].decode("utf-8", "replace").lstrip("\ufeff").splitlines())
        return rules
