"""The pages: gunicorn on the loopback address."""

from __future__ import annotations

import http.client
import os

from ops import ports
from ops.console import say
from ops.envfile import EnvFile
from ops.failure import Failure
from ops.paths import VENV
from ops.service import Service

FIRST_PORT = 8_000


class Web(Service):
    """PORT in the real environment is taken as it is; else a free port is found and kept."""

    name = "web"
    patience = 60.0

    def __init__(self, env: EnvFile) -> None:
        super().__init__(env)
        self.given = os.environ.get("PORT")
        if self.given is not None:  # said before anything is started
            _check_given(self.given)

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.env.get("PORT"))

    @property
    def address(self) -> str:
        """What a person types."""
        return f"http://{ports.LOOPBACK}:{self.port}"

    def prepare(self) -> None:
        if self.given is None:
            kept = int(self.env.values.get("PORT", "0"))
            port = kept if kept and ports.is_free(kept) else ports.find_block(FIRST_PORT)
            if kept and port != kept:
                say(self.name, f"port {kept} is busy: using {port} from now on")
            self.env.put("PORT", str(port))
        self.env.put("PUBLIC_URL", self.address)

    def command(self) -> list[str]:
        place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else "/tmp"
        options = [
            "--preload",
            "--workers=2",
            "--threads=4",
            "--max-requests=5000",
            "--max-requests-jitter=500",
        ]
        options += ["--no-control-socket", f"--worker-tmp-dir={place}", "--access-logfile=-"]
        return [
            str(VENV / "bin" / "gunicorn"),
            "config.wsgi",
            f"--bind={ports.LOOPBACK}:{self.port}",
            *options,
        ]

    def environment(self) -> dict[str, str]:
        return {"PORT": str(self.port)}

    def is_ready(self) -> bool:
        connection = http.client.HTTPConnection(ports.LOOPBACK, self.port, timeout=10)
        try:
            connection.request("GET", "/")
            return connection.getresponse().status < 500
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()


def _check_given(given: str) -> None:
    if not given.isdigit() or not 0 < int(given) < 65_536:
        raise Failure(f"PORT is {given!r}: give a number from 1 to 65535.")
    if not ports.is_free(int(given)):
        raise Failure(f"Port {given}, asked for by PORT, is busy: give another, or none to let one be found.")
