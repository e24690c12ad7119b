"""What a reader finds in a built paper."""

from __future__ import annotations

import html
import json
import re
from typing import Any

from permits.papers.build import Built

_TAGS = re.compile(r"<style.*?</style>|<[^>]+>", re.DOTALL)
_MARKS = re.compile("[\u2066-\u2069\u200e\u200f\u202a-\u202e]")


def text(built: Built) -> str:
    """The words of the page, on one line, without marks of direction; spaces that never break are spaces."""
    words = html.unescape(_TAGS.sub(" ", built.html)).replace("\u00a0", " ").replace("\u202f", " ")
    return re.sub(r"\s+", " ", _MARKS.sub("", words))


def data(built: Built) -> dict[str, Any]:
    """What the act says to machines."""
    return json.loads(built.act_json)
