"""The canonical form of a value."""

from __future__ import annotations

import enum
import json
import unicodedata
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.functions import Function
from workflows.canonical import NotCanonical, canonical, normal

TEXT = st.text(alphabet=st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
LEAVES = st.none() | st.booleans() | st.integers() | TEXT
KEYS = TEXT.map(lambda key: unicodedata.normalize("NFC", key))
VALUES = st.recursive(
    LEAVES, lambda part: st.lists(part, max_size=4) | st.dictionaries(KEYS, part, max_size=4), max_leaves=20
)


def shuffled(value: Any) -> Any:
    """The same value with its mappings in reverse order."""
    if isinstance(value, dict):
        return {key: shuffled(item) for key, item in reversed(value.items())}
    return [shuffled(item) for item in value] if isinstance(value, list) else value


@given(VALUES)
def test_the_order_of_keys_does_not_count(value: Any) -> None:
    assert canonical(value) == canonical(shuffled(value))


@given(VALUES)
def test_what_is_read_back_has_the_same_form(value: Any) -> None:
    written = canonical(value)
    assert canonical(json.loads(written)) == written
    assert normal(json.loads(written)) == json.loads(written) == normal(value)


@given(TEXT)
def test_composed_and_decomposed_letters_are_one(text: str) -> None:
    assert canonical(unicodedata.normalize("NFD", text)) == canonical(unicodedata.normalize("NFC", text))


def test_a_known_value_has_known_bytes() -> None:
    value = {
        "ب": True,
        "amount": Decimal("12.50"),
        "on": date(2026, 3, 2),
        "at": datetime(2026, 3, 2, 10, 0, tzinfo=timezone(timedelta(hours=1))),
        "none": None,
        "list": (1, "é"),
    }
    assert canonical(value).decode() == (
        '{"amount":"12.50","at":"2026-03-02T09:00:00.000000Z","list":[1,"é"],'
        '"none":null,"on":"2026-03-02","ب":true}'
    )


@pytest.mark.parametrize(
    "value",
    [
        1.5,
        float("nan"),
        Decimal("Infinity"),
        b"bytes",
        {"a"},
        {1: "key"},
        {"é": 1, unicodedata.normalize("NFD", "é"): 2},
        datetime(2026, 3, 2),
        "\x00",
        "\ud800",
        [{"deep": {1}}],
    ],
    ids=repr,
)
def test_what_has_no_single_form_is_refused(value: Any) -> None:
    with pytest.raises(NotCanonical):
        canonical(value)


def test_decimals_keep_their_digits_without_exponent() -> None:
    assert normal([Decimal("1E+3"), Decimal("0.10")]) == ["1000", "0.10"]


def test_times_are_in_utc_whatever_their_zone() -> None:
    here = datetime(2026, 3, 2, 10, 0, tzinfo=timezone(timedelta(hours=1)))
    assert canonical(here) == canonical(here.astimezone(UTC))


def test_a_choice_is_recorded_as_its_value() -> None:
    class Old(str, enum.Enum):  # noqa: UP042  # the older way of writing a choice
        SIGN = "sign"

    assert normal([Old.SIGN, Function.DESK, {Old.SIGN: "é"}]) == ["sign", Function.DESK.value, {"sign": "é"}]
    assert all(type(item) is str for item in normal([Old.SIGN, Function.DESK]))
