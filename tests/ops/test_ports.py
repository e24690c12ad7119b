"""Finding free ports."""

from __future__ import annotations

import socket
from collections.abc import Iterator

import pytest

from ops import ports

START = 20_500


@pytest.fixture
def busy() -> Iterator[int]:
    """A port on which something listens."""
    with socket.socket() as listener:
        listener.bind((ports.LOOPBACK, ports.find_block(START)))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_listened_port_is_busy(busy: int) -> None:
    assert not ports.is_free(busy)


def test_a_busy_port_is_stepped_over(busy: int) -> None:
    assert ports.find_block(busy) > busy


def test_a_block_with_one_busy_port_is_busy(busy: int) -> None:
    assert not ports.block_is_free(busy - 3, 4)
    assert ports.find_block(busy - 3, 4) > busy - 3


def test_running_out_of_ports_is_said() -> None:
    with pytest.raises(ports.NoFreePort, match="between 31999 and 32000"):
        ports.find_block(31_999, 10)
