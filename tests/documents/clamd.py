"""A small daemon that speaks clamd's INSTREAM for real, over TCP or a Unix socket."""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from collections.abc import Iterator
from pathlib import Path

# The EICAR test string, in two halves so that no scanner locks this file.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"


class Daemon:
    """Finds EICAR; hangs up over ``limit`` bytes; may be told to crash or to babble."""

    def __init__(self, listener: socket.socket, *, limit: int, mood: str) -> None:
        self.listener, self.limit, self.mood = listener, limit, mood
        self.seen = 0
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                with connection, contextlib.suppress(OSError, EOFError):
                    self._answer(connection)

    def _answer(self, connection: socket.socket) -> None:
        if self.mood == "crash":
            connection.recv(100)
            return
        if self._take(connection, 10) != b"zINSTREAM\0":
            connection.sendall(b"UNKNOWN COMMAND\0")
            return
        content = b""
        while length := struct.unpack("!I", self._take(connection, 4))[0]:
            if len(content) + length > self.limit:
                connection.sendall(b"INSTREAM size limit exceeded. ERROR\0")
                return
            content += self._take(connection, length)
        self.seen = len(content)
        if self.mood == "babble":
            connection.sendall(b"stream: Can't allocate memory ERROR\0")
        elif self.mood == "half":
            connection.sendall(b"stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND\0")
        else:
            found = b"Win.Test.EICAR_HDB-1 FOUND" if EICAR in content else b"OK"
            connection.sendall(b"stream: " + found + b"\0")

    @staticmethod
    def _take(connection: socket.socket, size: int) -> bytes:
        data = b""
        while len(data) < size:
            more = connection.recv(size - len(data))
            if not more:
                raise EOFError
            data += more
        return data


@contextlib.contextmanager
def clamd(
    *, limit: int = 50_000_000, mood: str = "well", unix: Path | None = None
) -> Iterator[tuple[str, Daemon]]:
    """Address and daemon, for the length of a block."""
    if unix is None:
        listener = socket.create_server(("127.0.0.1", 0))
        address = f"127.0.0.1:{listener.getsockname()[1]}"
    else:
        listener = socket.socket(socket.AF_UNIX)
        listener.bind(str(unix))
        listener.listen()
        address = f"unix:{unix}"
    with listener:
        yield address, Daemon(listener, limit=limit, mood=mood)
