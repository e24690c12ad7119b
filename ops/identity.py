"""Under which user a service runs. PostgreSQL refuses root, so root must be dropped for it."""

from __future__ import annotations

import os
import pwd
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from ops.failure import Failure
from ops.paths import BASE


@dataclass(frozen=True)
class Identity:
    """What ops.launch must do before the command. All empty: stay who we are."""

    uid: int | None = None
    gid: int | None = None
    mask: bool = False

    def options(self) -> list[str]:
        """Arguments for ops.launch."""
        if self.mask:
            return ["--mask"]
        return [] if self.uid is None else ["--uid", str(self.uid), "--gid", str(self.gid)]


def unprivileged(data: Path, needed: list[Path]) -> Identity:
    """How to run a service that refuses root, on `data`, with the files `needed`. Raises Failure.

    Who owned the data last time decides first. Else an existing user, if it can reach the files;
    else root masked in a user namespace (for a checkout under /root); else the person is told.
    """
    if os.getuid() != 0:
        return Identity()
    owner = data.stat().st_uid if data.exists() else None
    if owner is None:
        user = next((user for user in _candidates() if _reaches(user, [data.parent, *needed])), None)
        if user:
            return Identity(user.pw_uid, user.pw_gid)
    elif owner != 0:
        return _owner(owner, [data, *needed])
    if _can_mask():
        return Identity(mask=True)
    raise Failure(
        f"PostgreSQL cannot run as root and no other user can reach {BASE}: move the checkout "
        "(to /srv, for example), or run as an ordinary user, or set DATABASE_URL."
    )


def _candidates() -> list[pwd.struct_passwd]:
    names = {entry.pw_name: entry for entry in pwd.getpwall()}
    return [names[name] for name in ("postgres", "nobody") if name in names]


def _owner(uid: int, needed: list[Path]) -> Identity:
    try:
        user = pwd.getpwuid(uid)
    except KeyError:
        raise Failure(
            f"{needed[0]} belongs to the unknown user {uid}: give it back to an existing one."
        ) from None
    if not _reaches(user, needed):
        raise Failure(f"The user {user.pw_name}, who owns {needed[0]}, can no longer reach it.")
    return Identity(user.pw_uid, user.pw_gid)


def _reaches(user: pwd.struct_passwd, paths: list[Path]) -> bool:
    """Try it as that user: every path can be entered or executed."""
    return all(
        subprocess.run(
            ["test", "-x", str(path)],
            user=user.pw_uid,
            group=user.pw_gid,
            extra_groups=[],
            cwd="/",
            check=False,
        ).returncode
        == 0
        for path in paths
    )


def _can_mask() -> bool:
    trial = [
        sys.executable,
        "-m",
        "ops.launch",
        "--parent",
        str(os.getpid()),
        "--die-by",
        "9",
        "--mask",
        "--",
        "true",
    ]
    return subprocess.run(trial, cwd=BASE, capture_output=True, check=False).returncode == 0
