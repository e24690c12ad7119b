"""Messages as files, for the default installation: kombu's transport made safe against half-written files.

Kombu opens a message's file before it writes into it; a worker that looks in between, or a writer that
is killed there, leaves an empty message that ends the worker. Here a message appears whole or not at all.
"""

from __future__ import annotations

import os
import uuid
from pathlib import Path
from queue import Empty
from time import time_ns
from typing import Any

from kombu.transport import TRANSPORT_ALIASES, filesystem
from kombu.utils.json import dumps, loads


class Channel(filesystem.Channel):
    """Writes aside and renames; claims by renaming, so that two workers never take the same message."""

    def _put(self, queue: str, payload: Any, **kwargs: Any) -> None:  # type: ignore[override]  # stubs disagree
        name = f"{time_ns():020d}_{uuid.uuid4()}.{queue}.msg"
        fresh = Path(self.data_folder_out, f"{name}.new")
        fresh.write_text(dumps(payload), encoding="utf-8")
        fresh.rename(Path(self.data_folder_out, name))

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        for name in sorted(os.listdir(self.data_folder_in)):
            if name.partition(".")[2] == f"{queue}.msg" and (text := self._claim(name)) is not None:
                return loads(text)
        raise Empty

    def _claim(self, name: str) -> str | None:
        """The message's text, or None if another worker was faster."""
        mine = Path(self.data_folder_in, f"{name}.{os.getpid()}")
        try:
            Path(self.data_folder_in, name).rename(mine)
        except FileNotFoundError:
            return None
        text = mine.read_text(encoding="utf-8")
        mine.unlink()
        return text


class Transport(filesystem.Transport):
    """Known to kombu as ``filesystem`` once `register` has run."""

    Channel = Channel


def register() -> None:
    """Put this transport in the place of kombu's own."""
    TRANSPORT_ALIASES["filesystem"] = f"{__name__}:Transport"
