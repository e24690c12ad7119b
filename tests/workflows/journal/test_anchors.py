"""The heads of the chains, kept outside the database."""

from __future__ import annotations

import stat
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.utils import timezone

from tests.workflows import ledgers
from workflows import anchor_files, anchors
from workflows.anchor_files import Anchor, BadAnchor
from workflows.anchors import anchor
from workflows.journal_verify import verify

pytestmark = pytest.mark.django_db


@contextmanager
def on_day(monkeypatch: pytest.MonkeyPatch, day: int) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "localdate", lambda: date(2026, 3, day))
        yield


def anchor_on(monkeypatch: pytest.MonkeyPatch, day: int) -> Anchor:
    with on_day(monkeypatch, day):
        return anchor()


def text_of(folder: Path, day: int) -> str:
    return (folder / f"2026-03-{day:02}.heads").read_text()


def test_an_anchor_holds_the_heads_that_moved(monkeypatch: pytest.MonkeyPatch, anchor_dir: Path) -> None:
    one, two = ledgers.fill(cases=2, entries=2)
    made = anchor_on(monkeypatch, 1)
    last = ledgers.write(two)
    next_one = anchor_on(monkeypatch, 2)
    assert (made.rows, made.heads, made.previous_day) == (4, 2, None)
    assert (next_one.rows, next_one.heads) == (5, 1)
    assert (next_one.previous_day, next_one.previous_sha256) == ("2026-03-01", made.sha256)
    assert text_of(anchor_dir, 2) == f"{two.pk} 3 {last.hash}\n"
    assert text_of(anchor_dir, 1).startswith(f"{one.pk} 2 ")


def test_anchoring_twice_a_day_changes_nothing(monkeypatch: pytest.MonkeyPatch, anchor_dir: Path) -> None:
    case = ledgers.fill(cases=1)[0]
    first = anchor_on(monkeypatch, 1)
    before = {path.name: path.read_bytes() for path in anchor_dir.iterdir()}
    ledgers.write(case)
    assert anchor_on(monkeypatch, 1) == first
    assert {path.name: path.read_bytes() for path in anchor_dir.iterdir()} == before


def test_a_late_anchor_covers_what_was_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    case = ledgers.fill(cases=1, entries=1)[0]
    anchor_on(monkeypatch, 1)
    for _ in range(5):
        ledgers.write(case)
    assert verify().unprotected == 5
    assert anchor_on(monkeypatch, 20).rows == 6
    assert (verify().unprotected, verify().ok) == (0, True)


def test_a_clock_set_back_makes_no_anchor(monkeypatch: pytest.MonkeyPatch, anchor_dir: Path) -> None:
    last = anchor_on(monkeypatch, 5)
    assert anchor_on(monkeypatch, 4) == last
    assert anchor_files.names(anchor_dir) == ["2026-03-05.json"]


def test_anchors_can_only_be_read(monkeypatch: pytest.MonkeyPatch, anchor_dir: Path) -> None:
    ledgers.fill(cases=1)
    anchor_on(monkeypatch, 1)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in anchor_dir.glob("2026*")}
    assert modes == {0o444}


def test_heads_left_by_a_crash_are_written_again(monkeypatch: pytest.MonkeyPatch, anchor_dir: Path) -> None:
    ledgers.fill(cases=1)
    anchor_dir.mkdir()
    (anchor_dir / "2026-03-01.heads").write_text("half a li")
    (anchor_dir / "2026-03-01.json.part").write_text("{")
    anchor_on(monkeypatch, 1)
    assert verify().ok


def test_the_window_says_since_when(monkeypatch: pytest.MonkeyPatch) -> None:
    case = ledgers.fill(cases=1)[0]
    anchor_on(monkeypatch, 1)
    entry = ledgers.write(case)
    ledgers.write(case)
    found = verify()
    assert (found.unprotected, found.unprotected_since) == (2, entry.recorded_at)
    assert "2 row(s) since" in found.window() and "2026-03-01" in found.window()


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.chmod(0o644)
    path.write_text(text.replace(old, new))


def test_a_changed_anchor_is_found(monkeypatch: pytest.MonkeyPatch, anchor_dir: Path) -> None:
    case = ledgers.fill(cases=1)[0]
    for day in (1, 2):
        anchor_on(monkeypatch, day)
        ledgers.write(case)
    change(anchor_dir / "2026-03-01.json", '"rows":4', '"rows":5')
    texts = [str(problem) for problem in verify().problems]
    assert "anchor 2026-03-02: it does not follow the anchor before it." in texts
    assert any("it counted 5 row(s)" in text for text in texts)


def test_changed_heads_are_found(monkeypatch: pytest.MonkeyPatch, anchor_dir: Path) -> None:
    case = ledgers.fill(cases=2)[0]
    anchor_on(monkeypatch, 1)
    change(anchor_dir / "2026-03-01.heads", f"{case.pk} 4", f"{case.pk} 3")
    assert any("2026-03-01.heads was changed" in str(problem) for problem in verify().problems)


@pytest.mark.parametrize("name", ["2026-03-02.json", "2026-03-02.heads", "2026-03-01.json"])
def test_a_lost_file_is_found(monkeypatch: pytest.MonkeyPatch, anchor_dir: Path, name: str) -> None:
    case = ledgers.fill(cases=1)[0]
    for day in (1, 2, 3):
        anchor_on(monkeypatch, day)
        ledgers.write(case)
    (anchor_dir / name).unlink()
    assert not verify().ok


@pytest.mark.parametrize("content", ["", "{", "[]", "null", '{"format":"a1"}', '{"format":"z"}', "\x00"])
def test_a_file_that_is_no_anchor_is_said(anchor_dir: Path, content: str) -> None:
    anchor_dir.mkdir()
    (anchor_dir / "2026-03-01.json").write_text(content)
    assert "2026-03-01.json" in str(verify().problems[0])
    with pytest.raises(BadAnchor, match=r"2026-03-01\.json"):
        anchor()


@pytest.mark.django_db(transaction=True)
def test_no_row_of_an_act_under_way_escapes_an_anchor(monkeypatch: pytest.MonkeyPatch) -> None:
    """An act that took its row's id first and commits last is covered, here or by the next anchor."""
    slow, quick = ledgers.case(), ledgers.case()
    written, finish = threading.Event(), threading.Event()

    def act() -> None:
        with transaction.atomic():
            ledgers.write(slow)
            written.set()
            finish.wait(20)
        connection.close()

    thread = threading.Thread(target=act)
    thread.start()
    assert written.wait(20)
    ledgers.write(quick)
    monkeypatch.setattr(anchors, "LOCK_WAIT_MS", 200)
    with pytest.raises(anchors.AnchorBusy):
        anchor_on(monkeypatch, 1)
    finish.set()
    thread.join()
    assert anchor_on(monkeypatch, 1).rows == 2
    assert (verify().ok, verify().unprotected) == (True, 0)


def test_an_anchor_says_when_it_was_made(monkeypatch: pytest.MonkeyPatch) -> None:
    before = datetime.now(UTC)
    made = datetime.fromisoformat(anchor_on(monkeypatch, 1).made_at)
    assert before <= made <= datetime.now(UTC)
