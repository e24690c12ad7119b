"""Stopping the object store takes its own dead sockets away, never those that another installation uses."""

from __future__ import annotations

import socket
from pathlib import Path

from ops.weed import answers


def test_a_socket_behind_which_somebody_listens_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "live.sock"
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(str(path))
        server.listen()
        assert answers(path)


def test_a_socket_that_nobody_serves_is_dead(tmp_path: Path) -> None:
    path = tmp_path / "dead.sock"
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as server:
        server.bind(str(path))
    assert path.exists()
    assert not answers(path)
