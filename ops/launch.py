"""Start one service so that it cannot outlive its supervisor, without root where asked.

``python -m ops.launch [--parent PID --die-by N] [--uid N --gid N | --mask] -- COMMAND…`` replaces
itself by COMMAND. A process of its own, not a hook after fork: safe with threads, easy to see in ps.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1
CLONE_NEWUSER = 0x10000000
NOBODY = 65534


def main(arguments: list[str]) -> None:
    """Drop privileges, tie our life to the parent's, then become the command."""
    parser = argparse.ArgumentParser(prog="ops.launch")
    parser.add_argument("--parent", type=int)
    parser.add_argument("--die-by", type=int, default=15)
    parser.add_argument("--uid", type=int)
    parser.add_argument("--gid", type=int)
    parser.add_argument("--mask", action="store_true")
    parser.add_argument("command", nargs="+")
    options = parser.parse_args(arguments)
    os.umask(0o077)
    if options.mask:
        _mask_root()
    elif options.uid is not None:
        _become(options.uid, options.gid)
    if options.parent is not None:
        _die_with(options.parent, options.die_by)
    os.execvp(options.command[0], options.command)


def _become(uid: int, gid: int) -> None:
    os.setgroups([])
    os.setgid(gid)
    os.setuid(uid)


def _mask_root() -> None:
    """Stay root for files of root, but be 'nobody' in a namespace of one user (user_namespaces(7))."""
    uid, gid = os.getuid(), os.getgid()
    _call("unshare", CLONE_NEWUSER)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{NOBODY} {uid} 1")
    Path("/proc/self/gid_map").write_text(f"{NOBODY} {gid} 1")


def _die_with(parent: int, signal_number: int) -> None:
    """Ask the kernel for a signal when the parent dies. Last: changing user would cancel it."""
    _call("prctl", PR_SET_PDEATHSIG, signal_number)
    if os.getppid() != parent:
        sys.exit("The supervisor is gone.")


def _call(function: str, *arguments: int) -> None:
    library = ctypes.CDLL(None, use_errno=True)
    if getattr(library, function)(*arguments) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{function}: {os.strerror(number)}")


if __name__ == "__main__":
    main(sys.argv[1:])
