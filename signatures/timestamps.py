"""Time stamps (RFC 3161), always in real time.

``TSA_URL``: ``local`` – OpenSSL with the certificate under ``SIGNING_DIR/tsa``; a URL – that authority;
empty – none, and signatures then stay at level B-B.
"""

from __future__ import annotations

import asyncio
import secrets
import subprocess
import tempfile
import urllib.request
from functools import lru_cache
from pathlib import Path

from asn1crypto import tsp
from django.conf import settings
from django.utils.translation import gettext as _
from pyhanko.sign.timestamps.api import TimeStamper

from signatures.errors import TimestampUnavailable

WAIT = 20  # seconds
# A time stamp answer is a few kilobytes; more is not one.
LARGEST_ANSWER = 1_000_000
CONFIG = """\
[tsa]
default_tsa = here
[here]
serial = {work}/serial
signer_cert = {home}/tsa.pem
certs = {home}/chain.pem
signer_key = {home}/tsa.key
signer_digest = sha256
default_policy = 1.3.6.1.4.1.99999.1
digests = sha256, sha384, sha512
accuracy = secs:1
ordering = no
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


class LocalTimeStamper(TimeStamper):
    """A small real authority: ``openssl ts`` signs each token with its own certificate."""

    def __init__(self, home: Path) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library has no types here
        self.home = home

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        return await asyncio.to_thread(self._ask, req.dump())

    def _ask(self, query: bytes) -> tsp.TimeStampResp:
        # A folder of its own for each token: processes side by side must not share a serial file.
        with tempfile.TemporaryDirectory(prefix="tsa-") as folder:
            work = Path(folder)
            (work / "query").write_bytes(query)
            (work / "serial").write_text(f"1{secrets.token_hex(8)[1:]}\n")
            (work / "config").write_text(CONFIG.format(work=work, home=self.home))
            command = [
                "openssl",
                "ts",
                "-reply",
                "-config",
                "config",
                "-queryfile",
                "query",
                "-out",
                "answer",
            ]
            try:
                subprocess.run(command, cwd=work, check=True, capture_output=True, timeout=WAIT)
                return _parsed((work / "answer").read_bytes())
            except (OSError, ValueError, subprocess.SubprocessError) as error:
                raise TimestampUnavailable(
                    _("The local time stamp service gave no token: %(why)s") % {"why": _reason(error)}
                ) from error


class HttpTimeStamper(TimeStamper):
    """A time stamp authority at a URL (RFC 3161, section 3.4)."""

    def __init__(self, url: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # the library has no types here
        self.url = url

    async def async_request_tsa_response(self, req: tsp.TimeStampReq) -> tsp.TimeStampResp:
        return await asyncio.to_thread(self._ask, req.dump())

    def _ask(self, query: bytes) -> tsp.TimeStampResp:
        request = urllib.request.Request(
            self.url, data=query, headers={"Content-Type": "application/timestamp-query"}
        )
        try:
            with urllib.request.urlopen(request, timeout=WAIT) as answer:
                return _parsed(answer.read(LARGEST_ANSWER))
        except (OSError, ValueError) as error:
            raise TimestampUnavailable(
                _("The time stamp authority %(url)s gave no token: %(why)s")
                % {"url": self.url, "why": str(error)}
            ) from error


def _parsed(content: bytes) -> tsp.TimeStampResp:
    """The answer, read now: a refusal holds no token, and the parser would only say so much later."""
    answer: tsp.TimeStampResp = tsp.TimeStampResp.load(content)
    status = answer["status"]["status"].native
    if status not in ("granted", "granted_with_mods"):
        raise ValueError(f"status {status}")
    return answer


def timestamper() -> TimeStamper | None:
    """The time stamper of the settings; None when there is none."""
    return _timestamper(settings.TSA_URL, settings.SIGNING_DIR)


@lru_cache(maxsize=8)
def _timestamper(url: str, home: Path) -> TimeStamper | None:
    # Kept: each new one asks a first token only to learn its size.
    if not url:
        return None
    if url == "local":
        return LocalTimeStamper(home / "tsa")
    if url.startswith(("http://", "https://")):
        return HttpTimeStamper(url)
    raise TimestampUnavailable(
        _("TSA_URL must be 'local', empty, or an address that begins with http: %(url)s") % {"url": url}
    )


def _reason(error: Exception) -> str:
    if isinstance(error, subprocess.CalledProcessError):
        lines = error.stderr.decode(errors="replace").strip().splitlines()
        return lines[-1] if lines else str(error)
    return str(error)
