"""What can be applied for, in words: nothing that is not in the packs, nothing unknown hidden."""

from __future__ import annotations

import pytest
from django.test import Client

from permits.conditionwords import in_words
from permits.demo.city import City
from workflows.legaltime import today
from workflows.models import ProcedureVersion
from workflows.procedures.conditions import Condition
from workflows.procedures.grammar import FactSpec


def read(page: Client, address: str, language: str = "en") -> str:
    answer = page.get(address, headers={"accept-language": language})
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_kind_in_force_is_listed_and_opens(page: Client, city: City) -> None:
    text = read(page, "/demarches/")
    kinds = set(ProcedureVersion.objects.in_force("ma", today()).values_list("kind", flat=True))
    assert len(kinds) > 10
    for kind in kinds:
        assert f'href="/demarches/ma/{kind}/"' in text
        assert 'id="main"' in read(page, f"/demarches/ma/{kind}/")


def test_a_country_without_an_office_is_not_offered(page: Client, city: City) -> None:
    assert "/demarches/fr/" not in read(page, "/demarches/")


def test_the_track_asked_for_is_shown(page: Client, city: City) -> None:
    grand = read(page, "/demarches/ma/construire/?track=grand")
    petit = read(page, "/demarches/ma/construire/?track=petit")
    assert "Structural plans" in grand and "Structural plans" not in petit


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            ["not set by the texts read", "reported rule, to be checked", "2 months", "loi 12-90 art. 48"],
        ),
        ("fr", ["règle rapportée, à vérifier", "2 mois"]),
        ("ar", ["قاعدة منقولة يجب التحقق منها", "شهران", "المادة"]),
    ],
)
def test_limits_say_their_article_and_how_sure_it_is(
    page: Client, city: City, language: str, words: list[str]
) -> None:
    text = read(page, "/demarches/ma/construire/", language)
    assert [word for word in words if word not in text] == []


def test_the_rates_are_those_of_the_commune_or_said_to_be_missing(page: Client, city: City) -> None:
    address = "/demarches/ma/construire/?commune=rivage"
    city.commune.settings = {"rates": {"toc_house": 27}}
    city.commune.save()
    text = read(page, address)
    assert '<bdi dir="ltr">27</bdi>\u00a0DH' in text and "rate not published yet" in text


@pytest.mark.parametrize("address", ["/demarches/ma/nothing/", "/demarches/xx/construire/"])
def test_what_cannot_be_filed_is_not_found(page: Client, city: City, address: str) -> None:
    assert page.get(address).status_code == 404


def test_odd_questions_get_the_page(page: Client, city: City) -> None:
    assert read(page, "/demarches/ma/construire/?track=%00x&commune=%27%22")


def spec(name: str, kind: str, **more: object) -> FactSpec:
    text = {"fr": name, "ar": name, "en": name.capitalize()}
    return FactSpec.model_validate({"name": name, "type": kind, "text": text, **more})


def test_conditions_are_said_with_their_questions() -> None:
    facts = {"height": spec("height", "decimal", unit="m"), "public": spec("public", "boolean")}
    condition = Condition.model_validate(
        {"any": [{"fact": "height", "gt": "11.5"}, {"not": {"fact": "public", "eq": True}}]}
    )
    said = in_words(condition, facts)
    assert said == "“Height”: more than 11.5\u00a0m or (not: “Public”: yes)"
