"""Choosing ports on the loopback address."""

from __future__ import annotations

import socket

from ops.failure import Failure

LOOPBACK = "127.0.0.1"
HIGHEST = 32_000  # above lie the ports the system lends to outgoing connections


class NoFreePort(Failure):
    """Every port that was tried is taken."""


def is_free(port: int) -> bool:
    """Can a service listen here? A port in TIME_WAIT counts as free, as it does for the services."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def block_is_free(first: int, count: int) -> bool:
    """Are `count` ports free from `first` on?"""
    return all(is_free(port) for port in range(first, first + count))


def find_block(start: int, count: int = 1) -> int:
    """The first port of a free block at or above `start`. Raises NoFreePort."""
    for first in range(start, HIGHEST - count, count):
        if block_is_free(first, count):
            return first
    raise NoFreePort(f"No {count} free ports on {LOOPBACK} between {start} and {HIGHEST}.")
