"""The virus scanner: a hook, and ClamAV's daemon behind it.

Fail closed: once ``CLAMD_ADDRESS`` is set, a file that could not be scanned does not become a version.
"""

from __future__ import annotations

import socket
import struct
from dataclasses import dataclass
from typing import IO, Protocol

from django.conf import settings

from documents.errors import ScannerUnavailable
from documents.models import ScanState

CHUNK = 64 * 1024
CONNECT_SECONDS = 5
# The daemon answers once it has scanned everything: a large archive takes its time.
ANSWER_SECONDS = 300
_OVER_LIMIT = "size limit exceeded"
# Said with ``AlertExceedsMax yes``, without which the daemon answers OK for what it has not read to the end.
_NOT_READ_TO_THE_END = "Heuristics.Limits.Exceeded"


@dataclass(frozen=True, kw_only=True, slots=True)
class Verdict:
    """What the scanner said; ``detail`` is the name of the threat, or the scanner's own words."""

    state: ScanState
    detail: str = ""


class Scanner(Protocol):
    """Looks into a file that lies open at its start."""

    def scan(self, stream: IO[bytes]) -> Verdict:
        """:raises ScannerUnavailable: no verdict for now."""


class NoScanner:
    """Nothing is configured: that is what the version will say of itself."""

    def scan(self, stream: IO[bytes]) -> Verdict:
        """No verdict, recorded as such."""
        return Verdict(state=ScanState.NO_SCANNER)


@dataclass(frozen=True, slots=True)
class Clamd:
    """The INSTREAM command of clamd(8), over TCP (``host:port``) or a socket (``unix:/path``)."""

    address: str

    def scan(self, stream: IO[bytes]) -> Verdict:
        """Send the whole file, read one line."""
        try:
            with self._connect() as connection:
                answer = self._ask(connection, stream)
        except (OSError, ValueError) as error:
            raise ScannerUnavailable("scanner_unavailable") from error
        return _verdict(answer)

    def _connect(self) -> socket.socket:
        if self.address.startswith("unix:"):
            connection = _connect_unix(self.address.removeprefix("unix:"))
        else:
            host, _, port = self.address.rpartition(":")
            connection = socket.create_connection((host.strip("[]"), int(port)), timeout=CONNECT_SECONDS)
        connection.settimeout(ANSWER_SECONDS)
        return connection

    @staticmethod
    def _ask(connection: socket.socket, stream: IO[bytes]) -> str:
        try:
            connection.sendall(b"zINSTREAM\0")
            while chunk := stream.read(CHUNK):
                connection.sendall(struct.pack("!I", len(chunk)) + chunk)
            connection.sendall(struct.pack("!I", 0))
        except (BrokenPipeError, ConnectionResetError):
            # Over its limit the daemon answers and hangs up while we still speak: its answer waits.
            pass
        answer = b""
        while not answer.endswith(b"\0") and (more := connection.recv(4096)):
            answer += more
        return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _connect_unix(path: str) -> socket.socket:
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(CONNECT_SECONDS)
    try:
        connection.connect(path)
    except OSError:
        connection.close()
        raise
    return connection


def _verdict(answer: str) -> Verdict:
    """:raises ScannerUnavailable: the answer is none that we know, for instance empty."""
    said = answer.removeprefix("stream: ")
    if said == "OK":
        return Verdict(state=ScanState.CLEAN)
    if _OVER_LIMIT in said or said.startswith(_NOT_READ_TO_THE_END):
        return Verdict(state=ScanState.NOT_SCANNABLE, detail=said[:300])
    if said.endswith(" FOUND"):
        return Verdict(state=ScanState.INFECTED, detail=said.removesuffix(" FOUND")[:300])
    raise ScannerUnavailable("scanner_unavailable", answer=said[:300])


def scanner() -> Scanner:
    """The scanner of this installation."""
    return Clamd(settings.CLAMD_ADDRESS) if settings.CLAMD_ADDRESS else NoScanner()
