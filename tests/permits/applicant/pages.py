"""What tests type into the applicant's pages."""

from __future__ import annotations

from typing import Any

from django.test import Client

from tests.permits.files import HOUSE

ONE = "/mes-dossiers/{}/"
#: Every page of a draft, and every page of a deposited file.
OF_DRAFT = ("", "objet/", "projet/", "terrain/", "personnes/", "pieces/", "depot/")
OF_FILED = ("", "pieces/", "personnes/", "recepisse/", "actes/withdraw/")


def typed(facts: dict[str, Any]) -> dict[str, str]:
    """Facts as a browser sends them."""
    return {name: {True: "yes", False: "no"}.get(value, str(value)) if isinstance(value, bool) else str(value)
            for name, value in facts.items()}  # fmt: skip


def page(client: Client, pk: int, part: str = "", status: int = 200) -> str:
    """The text of one page of a case."""
    answer = client.get(ONE.format(pk) + part)
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


def begin(client: Client, kind: str = "ma/construire", **more: str) -> int:
    """A new application through the page; the key of its case."""
    values = {"commune": "rivage", "kind": kind, "object_fr": "Maison individuelle R+1", **more}
    answer = client.post("/mes-dossiers/nouveau/", values)
    assert answer.status_code == 302, answer.content.decode()
    return int(answer["Location"].rstrip("/").rpartition("/")[2])


def fill(client: Client, pk: int, architect: str = "architecte@demo.invalid") -> None:
    """Facts, land and people of a house."""
    one = ONE.format(pk)
    assert client.post(one + "projet/", typed(HOUSE)).status_code == 302
    land = {"land_reference": "45678/C", "area_m2": "240,5", "registered": "on", "address_fr": "Lot 12"}
    assert client.post(one + "terrain/", land).status_code == 302
    for party in (
        {"role": "owner", "name_fr": "Maître d'ouvrage", "account": "maitre-ouvrage@demo.invalid"},
        {"role": "designer", "name_fr": "Architecte", "account": architect, "may_act": "on"},
    ):
        assert client.post(one + "personnes/", party).status_code == 302
