"""Signing sessions: three stages, and exactly one signature counts."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from pytest_django import Settings

from documents import storage, uploads
from documents.models import Document, DocumentVersion
from signatures.errors import ChainBroken, NoCertificate, SessionClosed, SigningUnderway
from signatures.models import Outcome, SigningAttempt, SigningSession, Stage
from signatures.sessions import discard, prepare, publish, sign
from tests.signatures.conftest import ALONE, CHAIN, HEAD, PRESIDENT, paper

pytestmark = [pytest.mark.services, pytest.mark.usefixtures("s3")]


@pytest.fixture
def source(db: None) -> DocumentVersion:
    return stored(paper(ALONE))


def stored(content: bytes) -> DocumentVersion:
    document = Document.objects.create(title="Arrêté", kind="decision")
    return uploads.store(
        document=document, data=content, file_name="decision.pdf", content_type="application/pdf"
    )


def prepared(source: DocumentVersion, subject: str = "decision:1") -> SigningSession:
    return prepare(subject=subject, source=source, signatory=PRESIDENT, required=ALONE)


def outcomes(session: SigningSession) -> list[str]:
    return list(session.attempts.values_list("outcome", flat=True))


def test_the_signed_file_is_a_new_version_with_the_source_as_prefix(source: DocumentVersion) -> None:
    session = sign(prepared(source).pk)
    assert (session.stage, session.level, outcomes(session)) == (Stage.SIGNED, "B-LTA", [Outcome.COUNTED])
    assert session.signed is not None
    assert session.signed.number == source.number + 1
    assert storage.read(session.signed.key).startswith(storage.read(source.key))


def test_signing_again_changes_nothing(source: DocumentVersion) -> None:
    session = prepared(source)
    assert sign(session.pk).signed_id == sign(session.pk).signed_id
    assert session.attempts.count() == 1


def test_preparing_again_gives_the_same_session(source: DocumentVersion) -> None:
    assert prepared(source) == prepared(source)


def test_publishing_counts_once(source: DocumentVersion) -> None:
    session = sign(prepared(source).pk)
    assert [publish(session.pk), publish(session.pk)] == [True, False]


def test_nothing_is_published_before_it_is_signed(source: DocumentVersion) -> None:
    assert publish(prepared(source).pk) is False


def test_a_second_session_of_a_published_subject_never_counts(source: DocumentVersion) -> None:
    first, second = sign(prepared(source).pk), sign(prepared(stored(paper(ALONE))).pk)
    assert publish(first.pk) is True
    with transaction.atomic():
        assert publish(second.pk) is False
        assert SigningSession.objects.count() == 2  # the caller's transaction still works


def test_a_discarded_session_is_not_signed(source: DocumentVersion) -> None:
    session = prepared(source)
    assert [discard(session.pk, "withdrawn"), discard(session.pk, "again")] == [True, False]
    with pytest.raises(SessionClosed, match="withdrawn"):
        sign(session.pk)


def test_a_published_session_cannot_be_discarded(source: DocumentVersion) -> None:
    session = sign(prepared(source).pk)
    publish(session.pk)
    assert discard(session.pk, "too late") is False


def test_discarding_needs_a_reason(source: DocumentVersion) -> None:
    with pytest.raises(ValueError, match="reason"):
        discard(prepared(source).pk, " ")


def test_a_failure_is_recorded_and_can_be_tried_again(
    source: DocumentVersion, tmp_path: Path, settings: Settings, authority: Path
) -> None:
    session = prepared(source)
    settings.SIGNING_DIR = tmp_path
    with pytest.raises(NoCertificate):
        sign(session.pk)
    session.refresh_from_db()
    assert (session.stage, outcomes(session)) == (Stage.PREPARED, [Outcome.FAILED])
    assert "president" in session.error
    settings.SIGNING_DIR = authority
    assert sign(session.pk).stage == Stage.SIGNED


def test_a_session_left_by_a_killed_process_is_taken_up_after_the_lease(source: DocumentVersion) -> None:
    session = prepared(source)
    SigningSession.objects.filter(pk=session.pk).update(stage=Stage.SENT, sent_at=timezone.now())
    with pytest.raises(SigningUnderway):
        sign(session.pk)
    long_ago = timezone.now() - timedelta(minutes=5)
    SigningSession.objects.filter(pk=session.pk).update(sent_at=long_ago)
    assert sign(session.pk).stage == Stage.SIGNED


def test_a_signature_that_comes_back_after_discarding_is_recorded_as_unused(
    source: DocumentVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = prepared(source)
    monkeypatch.setattr(
        "signatures.sessions.signing.timestamper", lambda: discard(session.pk, "late") and None
    )
    with pytest.raises(SessionClosed):
        sign(session.pk)
    attempt = session.attempts.get()
    assert attempt.outcome == Outcome.UNUSED
    assert attempt.version is not None
    assert attempt.sha256 == attempt.version.sha256


def test_the_chain_goes_in_order(db: None) -> None:
    source = stored(paper())
    with pytest.raises(ChainBroken, match="head"):
        prepare(subject="decision:2", source=source, signatory=PRESIDENT, required=CHAIN)
    first = sign(prepare(subject="decision:2", source=source, signatory=HEAD, required=CHAIN).pk)
    assert publish(first.pk)
    assert first.signed is not None
    second = prepare(subject="decision:2", source=first.signed, signatory=PRESIDENT, required=CHAIN)
    assert sign(second.pk).stage == Stage.SIGNED
    assert publish(second.pk)


def test_a_stranger_to_the_chain_cannot_be_prepared(source: DocumentVersion) -> None:
    with pytest.raises(ChainBroken, match="does not ask"):
        prepare(subject="decision:3", source=source, signatory=HEAD, required=ALONE)


def test_a_signed_session_without_its_file_cannot_be_written(source: DocumentVersion) -> None:
    session = prepared(source)
    with pytest.raises(IntegrityError), transaction.atomic():
        SigningSession.objects.filter(pk=session.pk).update(stage=Stage.SIGNED)


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_parallel_signatures_one_counts() -> None:
    session = prepared(stored(paper(ALONE)))
    _together(session.pk, 4)
    session.refresh_from_db()
    assert (session.stage, outcomes(session)) == (Stage.SIGNED, [Outcome.COUNTED])


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_even_without_the_lease_one_counts_and_the_others_are_recorded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("signatures.sessions.signing.LEASE", timedelta(seconds=-5))
    session = prepared(stored(paper(ALONE)))
    _together(session.pk, 3)
    session.refresh_from_db()
    assert sorted(outcomes(session)).count(Outcome.COUNTED) == 1
    kept = set(SigningAttempt.objects.exclude(version=None).values_list("version", flat=True))
    assert kept == set(DocumentVersion.objects.filter(number__gt=1).values_list("pk", flat=True))


@pytest.mark.race
@pytest.mark.django_db(transaction=True)
def test_of_parallel_publications_one_counts() -> None:
    session = sign(prepared(stored(paper(ALONE))).pk)
    barrier = threading.Barrier(8)

    def one(_index: int) -> bool:
        barrier.wait()
        try:
            return publish(session.pk)
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(one, range(8))) == [False] * 7 + [True]


def _together(session_id: UUID, threads: int) -> None:
    barrier = threading.Barrier(threads)

    def one(_index: int) -> None:
        barrier.wait()
        try:
            with suppress(SigningUnderway):
                sign(session_id)
        finally:
            connection.close()

    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(one, range(threads)))
