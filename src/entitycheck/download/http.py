"""Fetch over the web: system trust store, system proxies, limits, retries, nothing kept on disk.

The bytes are held in memory until they are whole, so an interruption leaves nothing behind. They
are counted as they come and unpacked later within a limit of their own (`lists.layouts`). A failure
that may pass (cut, time-out, 5xx, 429) is tried again from the start, each time after a longer wait.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from pathlib import PurePosixPath
from urllib.parse import unquote

import httpx

from entitycheck.download.transfer import Fetched, Limits, Progress, source_for_people
from entitycheck.errors import DownloadError

WAITS = (1.0, 3.0, 8.0)  # before the second, third and fourth attempt
_CONNECT_SECONDS = 15.0
_SILENCE_SECONDS = 30.0  # the publisher's server pauses a few seconds at most
_MAX_REDIRECTS = 5
_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
_NOT_MODIFIED = 304
_PROXY_LOGIN = 407
_FIX_NETWORK = "check the network; or fetch the list with a browser and use --from FILE"


class _PassingError(Exception):
    """An attempt failed in a way that may pass."""


@dataclass(frozen=True, slots=True)
class _Attempt:
    """One request: what to ask, and until when."""

    url: str
    headers: dict[str, str]
    limits: Limits
    until: float
    progress: Progress | None


def fetch_web(
    url: str,
    limits: Limits,
    *,
    etag: str | None = None,
    last_modified: str | None = None,
    progress: Progress | None = None,
    sleep: Callable[[float], None] = time.sleep,
) -> Fetched:
    """The bytes at a web address.

    Args:
        url: http or https.
        limits: Time for all attempts together; size of one.
        etag: From the last time, to be told when nothing changed.
        last_modified: Likewise.
        progress: Told how much has come.
        sleep: Waits between attempts.

    Raises:
        DownloadError: No whole file came; says why and what to do.
    """
    headers = {"User-Agent": "entitycheck", "Accept-Encoding": "gzip"}
    if etag:
        headers["If-None-Match"] = etag
    if last_modified:
        headers["If-Modified-Since"] = last_modified
    attempt = _Attempt(url, headers, limits, time.monotonic() + limits.seconds, progress)
    problem = ""
    with _client() as client:
        for wait in (*WAITS, None):
            try:
                return _ask(client, attempt)
            except _PassingError as error:
                problem = str(error)
            if wait is None or time.monotonic() + wait > attempt.until:
                break
            sleep(wait)
    raise DownloadError(
        f"the list could not be fetched from {source_for_people(url)} ({problem})",
        fix=_FIX_NETWORK,
        url=source_for_people(url),
    )


def _client() -> httpx.Client:
    """A client that trusts what the system trusts, and uses its proxies."""
    import truststore

    return httpx.Client(
        verify=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
        follow_redirects=True,
        max_redirects=_MAX_REDIRECTS,
        timeout=httpx.Timeout(_SILENCE_SECONDS, connect=_CONNECT_SECONDS),
        trust_env=True,
    )


def _ask(client: httpx.Client, attempt: _Attempt) -> Fetched:
    """One attempt; _PassingError where another may do better."""
    shown = source_for_people(attempt.url)
    try:
        with client.stream("GET", attempt.url, headers=attempt.headers) as response:
            _reject_status(response, shown)
            if response.status_code == _NOT_MODIFIED:
                return _answer(response, b"", shown, not_modified=True)
            return _answer(response, _body(response, attempt), shown)
    except httpx.TooManyRedirects as error:
        raise DownloadError(
            f"{shown} sends from one address to the next without end",
            fix="check the address",
            url=shown,
        ) from error
    except (httpx.UnsupportedProtocol, httpx.InvalidURL) as error:
        raise DownloadError(
            f"{shown} is no web address ({error})", fix="check the address"
        ) from error
    except httpx.ProxyError as error:
        raise DownloadError(
            f"the proxy refused the download ({error})",
            fix="ask your IT department, or fetch the list with a browser and use --from FILE",
            url=shown,
        ) from error
    except httpx.ConnectError as error:
        if "CERTIFICATE" in str(error).upper():
            raise DownloadError(
                f"the certificate of {shown} is not trusted ({error})",
                fix="have your IT department add the company's certificate to this computer",
                url=shown,
            ) from error
        raise _PassingError(f"no connection: {error}") from error
    except httpx.TimeoutException as error:
        raise _PassingError(f"no answer in time: {type(error).__name__}") from error
    except httpx.HTTPError as error:
        raise _PassingError(f"the download was cut: {error}") from error


def _reject_status(response: httpx.Response, shown: str) -> None:
    code = response.status_code
    if code in _PASSING:
        raise _PassingError(f"the server answered {code} {response.reason_phrase}")
    steps = [step.url for step in (*response.history, response)]
    if steps[0].scheme == "https" and any(step.scheme != "https" for step in steps):
        raise DownloadError(
            f"{shown} leads to an address without encryption", fix="check the address", url=shown
        )
    if code == _PROXY_LOGIN:
        raise DownloadError(
            "the proxy wants a login",
            fix="set HTTPS_PROXY with user and password, or use --from FILE",
        )
    if response.is_success or code == _NOT_MODIFIED:
        return
    raise DownloadError(
        f"the server answered {code} {response.reason_phrase} for {shown}",
        fix="check the address, or fetch the list with a browser and use --from FILE",
        url=shown,
        status=code,
    )


def _body(response: httpx.Response, attempt: _Attempt) -> bytes:
    """The bytes as sent, counted and timed while they come."""
    encoding = response.headers.get("Content-Encoding", "identity").lower()
    if encoding not in ("identity", "gzip", "x-gzip", ""):
        raise DownloadError(
            f"the server packed the list as {encoding!r}", fix=_FIX_NETWORK, encoding=encoding
        )
    announced = response.headers.get("Content-Length", "")
    total = int(announced) if announced.isdecimal() else None
    _reject_size(total or 0, attempt)
    parts: list[bytes] = []
    received = 0
    for part in response.iter_raw():
        parts.append(part)
        received += len(part)
        _reject_size(received, attempt)
        if time.monotonic() > attempt.until:
            raise DownloadError(
                f"the download took longer than {attempt.limits.seconds:g} seconds",
                fix="try again later; raise download_seconds if the line is slow",
                url=source_for_people(attempt.url),
            )
        if attempt.progress is not None:
            attempt.progress(received, total)
    if total is not None and received != total:
        raise _PassingError(f"{received} of {total} bytes came")
    return b"".join(parts)


def _reject_size(size: int, attempt: _Attempt) -> None:
    if size > attempt.limits.max_bytes:
        raise DownloadError(
            f"the download is larger than {attempt.limits.max_bytes // 1_000_000} MB",
            fix="check the address; raise download_megabytes if the list has really grown",
            url=source_for_people(attempt.url),
        )


def _answer(
    response: httpx.Response, data: bytes, shown: str, *, not_modified: bool = False
) -> Fetched:
    modified = response.headers.get("Last-Modified")
    return Fetched(
        data=data,
        source=shown,
        name=unquote(PurePosixPath(response.url.path).name),
        last_modified=_parse_http_date(modified),
        etag=response.headers.get("ETag"),
        last_modified_text=modified,
        not_modified=not_modified,
    )


def _parse_http_date(text: str | None) -> datetime | None:
    if text is None:
        return None
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
