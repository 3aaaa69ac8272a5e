"""A loopback HTTP server with faults: each path has a script of answers, one per request."""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Answer = Callable[[socket.socket, dict[str, str]], None]
"""Writes to the connection, knowing the request's headers (names in small letters)."""


class FaultyServer:
    """Answers each request by the next answer of its path's script; the last one repeats."""

    def __init__(self) -> None:
        self.scripts: dict[str, list[Answer]] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        self._socket = socket.create_server(("127.0.0.1", 0))
        self._socket.settimeout(0.05)  # closing alone does not wake a thread that accepts
        self._port = self._socket.getsockname()[1]
        self._stopped = False
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def url(self, path: str, *answers: Answer) -> str:
        """The address of a path that answers so."""
        self.scripts[path] = list(answers)
        return f"http://127.0.0.1:{self._port}{path}"

    def stop(self) -> None:
        """Close the server."""
        self._stopped = True
        self._thread.join(5)
        self._socket.close()

    def _serve(self) -> None:
        while not self._stopped:
            try:
                connection, _ = self._socket.accept()
            except TimeoutError:
                continue
            threading.Thread(target=self._converse, args=(connection,), daemon=True).start()

    def _converse(self, connection: socket.socket) -> None:
        with connection, contextlib.suppress(OSError):
            connection.settimeout(10)
            text = b""
            while b"\r\n\r\n" not in text:
                part = connection.recv(4096)
                if not part:
                    return
                text += part
            first, *lines = text.decode("latin-1").split("\r\n")
            path = first.split(" ")[1]
            headers = {k.lower(): v for k, _, v in (line.partition(": ") for line in lines if line)}
            self.requests.append((path, headers))
            script = self.scripts[path]
            answer = script.pop(0) if len(script) > 1 else script[0]
            answer(connection, headers)


@contextmanager
def faulty_server() -> Iterator[FaultyServer]:
    """A running server."""
    server = FaultyServer()
    try:
        yield server
    finally:
        server.stop()


def whole(body: bytes, *headers: str, status: str = "200 OK") -> Answer:
    """A proper answer."""

    def answer(connection: socket.socket, request: dict[str, str]) -> None:
        del request
        lines = [
            f"HTTP/1.1 {status}",
            f"Content-Length: {len(body)}",
            "Connection: close",
            *headers,
        ]
        connection.sendall("\r\n".join([*lines, "", ""]).encode() + body)

    return answer


def packed(body: bytes, *headers: str) -> Answer:
    """A proper answer with `Content-Encoding: gzip`."""
    return whole(gzip.compress(body), "Content-Encoding: gzip", *headers)


def redirect(target: str) -> Answer:
    """Send the client on."""
    return whole(b"", f"Location: {target}", status="302 Found")


def unless_etag(body: bytes, etag: str, modified: str) -> Answer:
    """304 when the client knows the etag; the body otherwise."""

    def answer(connection: socket.socket, request: dict[str, str]) -> None:
        if request.get("if-none-match") == etag:
            whole(b"", f"ETag: {etag}", status="304 Not Modified")(connection, request)
        else:
            whole(body, f"ETag: {etag}", f"Last-Modified: {modified}")(connection, request)

    return answer


def cut(body: bytes, after: int, *, announced: int | None = None) -> Answer:
    """Announce the body and close the connection after some bytes of it."""

    def answer(connection: socket.socket, request: dict[str, str]) -> None:
        del request
        length = len(body) if announced is None else announced
        head = f"HTTP/1.1 200 OK\r\nContent-Length: {length}\r\nConnection: close\r\n\r\n"
        connection.sendall(head.encode() + body[:after])

    return answer


def cut_in_head(connection: socket.socket, request: dict[str, str]) -> None:
    """Close inside the head."""
    del request
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Le")


def cut_at_once(connection: socket.socket, request: dict[str, str]) -> None:
    """Close without a word."""
    del connection, request


def without_length(body: bytes) -> Answer:
    """A body that ends where the connection ends: nothing tells whether it is whole."""

    def answer(connection: socket.socket, request: dict[str, str]) -> None:
        del request
        connection.sendall(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + body)

    return answer


def dripping(body: bytes, pause_seconds: float) -> Answer:
    """Send a few bytes at a time for as long as the client listens."""

    def answer(connection: socket.socket, request: dict[str, str]) -> None:
        del request
        connection.sendall(f"HTTP/1.1 200 OK\r\nContent-Length: {len(body)}\r\n\r\n".encode())
        for place in range(0, len(body), 50):
            connection.sendall(body[place : place + 50])
            time.sleep(pause_seconds)

    return answer
