"""Versions: loaded once, kept for ever, chosen by the day of deposit."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tests.workflows.procedures.packs import KIND, write
from workflows.models import ProcedureVersion
from workflows.procedures import store
from workflows.procedures.problems import PackError

TODAY = date(2026, 11, 21)


def test_loading_again_changes_nothing(packs: list[ProcedureVersion]) -> None:
    again = store.load_packs()
    assert [(v.pk, v.digest) for v in again] == [(v.pk, v.digest) for v in packs]
    assert ProcedureVersion.objects.count() == len(packs)


@pytest.mark.parametrize(
    ("on", "regime"),
    [
        (date(2014, 2, 1), "2013"),
        (date(2019, 12, 31), "2013"),
        (date(2020, 1, 1), "2019"),
        (date(2023, 7, 12), "2019"),
        (date(2023, 7, 13), "2023"),
        (TODAY, "2023"),
    ],
)
def test_the_day_of_deposit_decides_the_regime(packs: object, on: date, regime: str) -> None:
    assert store.version_for("ma", "construire", "grand", on).procedure.regime == regime


@pytest.mark.parametrize(
    ("country", "kind", "track", "on", "reason"),
    [
        ("ma", "construire", "grand", date(2014, 1, 31), "1 February 2014 – 31 December 2019"),
        ("ma", "regulariser", "simple", TODAY, "1 May 2023 – 31 May 2025"),
        ("ma", "castle", "grand", TODAY, "no procedure"),
        ("xx", "construire", "grand", TODAY, "no procedure"),
        ("ma", "construire", "huge", TODAY, "grand, petit"),
    ],
)
def test_no_procedure_is_said_clearly(
    packs: object, country: str, kind: str, track: str, on: date, reason: str
) -> None:
    with pytest.raises(store.NoProcedure, match=reason):
        store.version_for(country, kind, track, on)


def test_kinds_are_those_that_can_be_filed_on_the_day(packs: object) -> None:
    now, before = store.kinds("ma", TODAY), store.kinds("ma", date(2013, 1, 1))
    assert len(now) == 18 and "regulariser" not in now
    assert "regulariser" in store.kinds("ma", date(2024, 1, 1))
    assert set(before) == {"etablissement_classe_2", "etablissement_classe_3", "simple_declaration"}
    assert now["construire"].ar == "رخصة البناء"


@pytest.mark.django_db
def test_a_changed_pack_makes_a_new_version_and_the_old_one_stays(tmp_path: Path) -> None:
    [old] = store.load_packs(write(tmp_path))
    [new] = store.load_packs(write(tmp_path, kind=KIND.replace("en: Hut", "en: Cabin")))
    old.refresh_from_db()
    assert (old.code, old.current) == (new.code, False)
    assert old.procedure.title.en == "Hut"
    assert store.version_for("zz", "hut", "simple", TODAY) == new


@pytest.mark.django_db
def test_a_pack_changed_back_uses_its_first_version_again(tmp_path: Path) -> None:
    [first] = store.load_packs(write(tmp_path))
    store.load_packs(write(tmp_path, kind=KIND.replace("en: Hut", "en: Cabin")))
    [again] = store.load_packs(write(tmp_path))
    assert again == first and again.current
    assert ProcedureVersion.objects.count() == 2


@pytest.mark.django_db
def test_a_comment_is_no_change(tmp_path: Path) -> None:
    store.load_packs(write(tmp_path))
    store.load_packs(write(tmp_path, kind="# a word\n" + KIND))
    assert ProcedureVersion.objects.count() == 1


def test_a_country_that_was_not_loaded_is_left_alone(packs: object, tmp_path: Path) -> None:
    store.load_packs(write(tmp_path))
    assert store.kinds("ma", TODAY)


@pytest.mark.django_db
def test_an_unsound_pack_loads_nothing(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="cannot reach a decision"):
        store.load_packs(write(tmp_path, kind=KIND.replace("decision, signature]", "decision]")))
    assert not ProcedureVersion.objects.exists()


def test_a_version_that_was_tampered_with_is_not_read(packs: list[ProcedureVersion]) -> None:
    version = packs[0]
    ProcedureVersion.objects.filter(pk=version.pk).update(content=version.content.replace("m", "n", 1))
    with pytest.raises(ValueError, match="does not match its hash"):
        _ = ProcedureVersion.objects.get(pk=version.pk).procedure


def test_one_version_of_a_code_is_in_use(packs: list[ProcedureVersion]) -> None:
    first = packs[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        ProcedureVersion.objects.create(
            code=first.code,
            country="ma",
            kind="x",
            track="x",
            digest="0" * 64,
            content="{}",
            valid_from=TODAY,
        )


def test_finding_a_procedure_takes_one_query(packs: object) -> None:
    with CaptureQueriesContext(
        connection,
    ) as queries:
        store.version_for("ma", "construire", "grand", TODAY)
        store.decide_track("ma", "construire", {"height_m": 10}, TODAY)
    assert len(queries) == 2


def test_the_track_is_decided_by_the_rules_in_force(packs: object) -> None:
    grand = store.decide_track("ma", "construire", {"public_owner": True}, TODAY)
    assert (grand.track, grand.rule) == ("grand", "grand_1")
    assert store.decide_track("ma", "construire", {}, TODAY).track is None
    with pytest.raises(store.NoProcedure):
        store.decide_track("ma", "construire", {}, date(2010, 1, 1))
