"""What the file alone cannot say: its present status in a register.

The upper app sets the provider when it starts; this app never imports it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

# SHA-256 of the file (hexadecimal) → what the register says of it: ``status`` (a code), ``sentence`` (in the
# language in force), ``valid`` (False: the file must not be relied on), and whatever else it wants to show.
# None when the register does not know the file.
StatusProvider = Callable[[str], Mapping[str, Any] | None]

_providers: list[StatusProvider] = []


def register_status_provider(provider: StatusProvider) -> None:
    """Declare the register. Called once, in the ``ready()`` of the app that keeps it."""
    if provider not in _providers:
        _providers.append(provider)


def register_status(sha256: str) -> Mapping[str, Any] | None:
    """The status of the file in the first register that knows it; None when none does."""
    return next((status for provider in _providers if (status := provider(sha256)) is not None), None)
