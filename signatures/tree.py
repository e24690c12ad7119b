"""Walks the objects of a PDF that anybody may have written: missing and odd entries give None, no loops."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pyhanko.pdf_utils.generic import ArrayObject, DictionaryObject

# A name tree is read no deeper than this: a hostile one may go round in circles.
DEEPEST = 20


def entry(node: Any, *keys: str) -> Any:
    """The object reached by the keys, one after the other; None when there is none. References followed."""
    for key in keys:
        if not isinstance(node, DictionaryObject) or key not in node:
            return None
        node = node[key]
    return node


def leaves(node: Any, depth: int = DEEPEST) -> Iterator[tuple[str, Any]]:
    """The names and values of a name tree (ISO 32000-2, 7.9.6)."""
    names = entry(node, "/Names")
    if isinstance(names, ArrayObject):
        for at in range(1, len(names), 2):
            yield str(names[at - 1]), names[at]
    kids = entry(node, "/Kids")
    if depth and isinstance(kids, ArrayObject):
        for index in range(len(kids)):
            yield from leaves(kids[index], depth - 1)
