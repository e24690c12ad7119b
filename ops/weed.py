"""A private S3 store (SeaweedFS, ``weed mini``) on the loopback address, with its data in ``var/s3``.

Only the S3 port asks for a key: the filer's and the volume's ports trust whoever reaches them, so
this server is for one machine whose users are trusted. Production names another store in S3_ENDPOINT.
"""

from __future__ import annotations

import io
import json
import socket
from pathlib import Path
from urllib.parse import urlsplit

from minio import Minio
from minio.error import MinioException
from urllib3 import PoolManager, Retry, Timeout
from urllib3.exceptions import HTTPError

from ops import ports
from ops.console import say
from ops.envfile import EnvFile, random_key, random_secret
from ops.paths import VENV, make_private, var
from ops.service import Service

FIRST_PORT = 18_300
# The admin server cannot be left out: weed ends itself after two minutes without it. It gets a password.
PORTS = ("s3.port", "master.port", "volume.port", "filer.port", "admin.port")
PROBE = ".ready"
SOCKETS = Path("/tmp")
# Measured on half a gigabyte put and read: 260 MB at most instead of 720.
MEMORY = {"GOMEMLIMIT": "256MiB", "GOGC": "50"}
FLAGS = (
    "-ip=127.0.0.1",
    "-ip.bind=127.0.0.1",
    "-master.telemetry=false",
    # With the state of the last run the volume server may come before the master has elected itself: every
    # few starts, and after each crash, writes then failed for up to 17 s. One master has no state to resume.
    "-master.resumeState=false",
    "-webdav=false",
    "-admin.ui=false",
    "-s3.port.iceberg=0",
    "-s3.port.lance=0",
    "-s3.iam=false",
    "-s3.cacheCapacityMB=0",
    "-s3.readerCacheSizeMB=64",
    "-s3.concurrentUploadLimitMB=64",
    "-filer.concurrentUploadLimitMB=64",
    "-volume.concurrentUploadLimitMB=64",
)


class Weed(Service):
    """Used unless S3_ENDPOINT is set in the real environment."""

    name = "s3"
    patience = 60.0

    def __init__(self, env: EnvFile) -> None:
        super().__init__(env)
        self.keys = var() / "s3.json"
        self.options = var() / "s3.options"
        self.bucket = env.get("S3_BUCKET", "permits")

    def prepare(self) -> None:
        kept = urlsplit(self.env.values.get("S3_ENDPOINT", "")).port
        base = kept or _find_ports()
        if not _are_free(base):
            base = _find_ports()
            say(self.name, f"port {kept} or one of its nine others is busy: using {base} from now on")
        self.env.put("S3_ENDPOINT", f"http://{ports.LOOPBACK}:{base}")
        make_private(var() / "s3")
        self._write_keys()

    def command(self) -> list[str]:
        base = urlsplit(self.env.values["S3_ENDPOINT"]).port or 0
        numbers = [f"-{name}={number}" for name, number in port_numbers(base).items()]
        places = [f"-dir={var() / 's3'}", f"-s3.config={self.keys}", f"-options={self.options}"]
        return [str(VENV / "bin" / "weed"), "-logtostderr=true", "mini", *places, *FLAGS, *numbers]

    def environment(self) -> dict[str, str]:
        # Its own keys in the environment would make weed add an administrator.
        return {**MEMORY, "AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}

    def is_ready(self) -> bool:
        """Make the bucket if needed, then write and delete a small object with the application's key."""
        try:
            keeper = self._client(
                self.env.values["S3_KEEPER_ACCESS_KEY"], self.env.values["S3_KEEPER_SECRET_KEY"]
            )
            if not keeper.bucket_exists(self.bucket):
                keeper.make_bucket(self.bucket)
            application = self._client(self.env.values["S3_ACCESS_KEY"], self.env.values["S3_SECRET_KEY"])
            application.put_object(self.bucket, PROBE, io.BytesIO(b"ready"), 5)
            application.remove_object(self.bucket, PROBE)
        except (MinioException, HTTPError, OSError):
            return False
        return True

    def stopped(self) -> None:
        """Remove the sockets it leaves behind, in a place that it does not let us choose.

        Another installation on this machine may have taken the same ports meanwhile: what answers stays.
        """
        for number in port_numbers(urlsplit(self.env.values["S3_ENDPOINT"]).port or 0).values():
            for path in SOCKETS.glob(f"seaweedfs-*-{number}.sock"):
                if not answers(path):
                    path.unlink(missing_ok=True)

    def _client(self, access: str, secret: str) -> Minio:
        address = urlsplit(self.env.values["S3_ENDPOINT"]).netloc
        quick = PoolManager(timeout=Timeout(connect=1, read=3), retries=Retry(0))
        return Minio(address, access, secret, secure=False, region="us-east-1", http_client=quick)

    def _write_keys(self) -> None:
        """Two identities: the application on its bucket, and a keeper that makes the bucket."""
        own = [f"{verb}:{self.bucket}" for verb in ("Read", "Write", "List", "Tagging")]
        identities = [self._identity("app", "S3", own), self._identity("keeper", "S3_KEEPER", ["Admin"])]
        _write_private(self.keys, json.dumps({"identities": identities}, indent=1))
        # Not on the command line, which everybody on the machine can read.
        _write_private(self.options, f"admin.password={self.env.keep('S3_ADMIN_PASSWORD', random_secret)}\n")

    def _identity(self, name: str, prefix: str, actions: list[str]) -> dict[str, object]:
        access = self.env.keep(f"{prefix}_ACCESS_KEY", random_key)
        secret = self.env.keep(f"{prefix}_SECRET_KEY", random_secret)
        return {"name": name, "credentials": [{"accessKey": access, "secretKey": secret}], "actions": actions}


def port_numbers(base: int) -> dict[str, int]:
    """All ten ports by their names. The admin's second one is where its own worker looks for it."""
    plain = {name: base + step for step, name in enumerate(PORTS)}
    second = {f"{name}.grpc": base + len(PORTS) + step for step, name in enumerate(PORTS)}
    return {**plain, **second, "admin.port.grpc": plain["admin.port"] + 10_000}


def _are_free(base: int) -> bool:
    return all(ports.is_free(number) for number in port_numbers(base).values())


def _find_ports() -> int:
    for base in range(FIRST_PORT, FIRST_PORT + 3_000, 10):
        if _are_free(base):
            return base
    raise ports.NoFreePort(f"No ten free ports on {ports.LOOPBACK} for the object store.")


def _write_private(path: Path, text: str) -> None:
    path.touch(mode=0o600)
    path.write_text(text, encoding="utf-8")


def answers(path: Path) -> bool:
    """Whether a process listens behind a unix socket."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as client:
        client.settimeout(1)
        try:
            client.connect(str(path))
        except OSError:
            return False
    return True
