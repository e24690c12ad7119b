"""The set-up of an office is refused where no limit or fee could be worked out over it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Office, OfficeKind
from accounts.officechecks import settings_problems


def office(**fields: Any) -> Office:
    values = {"code": "rabat", "kind": OfficeKind.COMMUNE, "name_fr": "Commune", "name_ar": "جماعة", **fields}
    return Office(**values)


def wrong(row: Office) -> set[str]:
    with pytest.raises(ValidationError) as caught:
        row.clean()
    return set(caught.value.message_dict)


@pytest.mark.parametrize("country", ["zz", "", "m"])
def test_a_country_without_known_holidays_is_refused(country: str) -> None:
    assert wrong(office(country=country)) == {"country"}


@pytest.mark.parametrize(
    "settings",
    [
        {"weekend": "sunday"},
        {"weekend": [7]},
        {"weekend": [-1]},
        {"weekend": [True]},
        {"weekend": ["6"]},
        {"weekend": list(range(7))},
        {"rates": [20]},
        {"rates": {"toc_house": "free"}},
        {"rates": {"toc_house": -1}},
        {"rates": {"toc_house": True}},
        {"rates": {"toc_house": "NaN"}},
        [],
        None,
    ],
)
def test_settings_that_cannot_be_used_are_refused(settings: Any) -> None:
    assert wrong(office(settings=settings)) == {"settings"}


@pytest.mark.parametrize(
    "settings", [{}, {"weekend": [4, 5]}, {"weekend": []}, {"rates": {"toc_house": 25, "x": "12.50"}}]
)
def test_settings_that_can_be_used_pass(settings: Any) -> None:
    office(settings=settings, country="MA").clean()


@pytest.mark.parametrize("territory", ["rivage", [1], [""], {}])
def test_a_territory_is_a_list_of_codes(territory: Any) -> None:
    assert wrong(office(territory=territory)) == {"territory"}


@pytest.mark.django_db
def test_an_office_is_never_above_itself() -> None:
    top = office(code="top")
    top.save()
    below = office(code="below", parent=top)
    below.save()
    top.parent = below
    assert wrong(top) == {"parent"}


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@given(settings=json | st.fixed_dictionaries({"weekend": json, "rates": json}))
def test_whatever_is_typed_gets_sentences(settings: Any) -> None:
    assert all(isinstance(problem, str) for problem in settings_problems(settings))
