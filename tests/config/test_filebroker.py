"""The default broker: messages in files, never seen half-written, never taken twice."""

from __future__ import annotations

import threading
from pathlib import Path
from queue import Empty
from typing import Any

import pytest
from kombu import Connection
from kombu.transport.virtual import Channel

import config.celery  # noqa: F401  # registers our transport, as every process of the product does
from config import filebroker

MESSAGES = 300


def _channel(folder: Path) -> Channel:
    options = {"data_folder_in": str(folder), "data_folder_out": str(folder), "control_folder": str(folder)}
    return Connection("filesystem://", transport_options=options).channel()


def _take(channel: Channel, taken: list[Any], done: threading.Event) -> None:
    while True:
        finished = done.is_set()
        try:
            taken.append(channel._get("permits"))
        except Empty:
            if finished:
                return


def test_the_project_uses_our_transport(tmp_path: Path) -> None:
    assert isinstance(_channel(tmp_path), filebroker.Channel)


def test_messages_come_in_order_and_once(tmp_path: Path) -> None:
    channel = _channel(tmp_path)
    for number in range(3):
        channel._put("permits", {"number": number})
    channel._put("other", {"number": 9})
    assert [channel._get("permits")["number"] for _ in range(3)] == [0, 1, 2]
    assert [path.name.partition(".")[2] for path in tmp_path.iterdir()] == ["other.msg"]


def test_a_message_still_being_written_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "1_a.permits.msg.new").write_text("")
    with pytest.raises(Empty):
        _channel(tmp_path)._get("permits")
    assert (tmp_path / "1_a.permits.msg.new").exists()


def test_two_readers_beside_a_writer_take_each_message_once(tmp_path: Path) -> None:
    taken: list[Any] = []
    done = threading.Event()
    readers = [threading.Thread(target=_take, args=(_channel(tmp_path), taken, done)) for _ in range(2)]
    for reader in readers:
        reader.start()
    writer = _channel(tmp_path)
    for number in range(MESSAGES):
        writer._put("permits", {"number": number})
    done.set()
    for reader in readers:
        reader.join(30)
    assert sorted(message["number"] for message in taken) == list(range(MESSAGES))
