"""The command keeps what was translated, drops what is gone and names what is missing."""

from __future__ import annotations

import pytest
from babel.messages.catalog import Catalog

from ops import messages


def catalogue(**strings: str) -> Catalog:
    made = Catalog(locale="fr")
    for name, said in strings.items():
        made.add(name, said, locations=[("permits/pages.py", 0)])
    return made


def test_translations_are_kept_and_gone_strings_leave() -> None:
    result = messages.merged(catalogue(file="dossier", gone="parti"), catalogue(file="", seat=""))
    assert {m.id: m.string for m in result if m.id} == {"file": "dossier", "seat": ""}


def test_nothing_is_guessed_from_a_string_that_looks_alike() -> None:
    result = messages.merged(catalogue(granted="accordé"), catalogue(grantee=""))
    assert [m.id for m in messages.untranslated(result)] == ["grantee"]


def test_a_plural_with_an_empty_form_is_missing() -> None:
    made = Catalog(locale="ar")
    made.add(("%(n)s day", "%(n)s days"), ("x", "x", "x", "", "x", "x"))
    assert len(list(messages.untranslated(made))) == 1


def test_what_is_written_is_read_back() -> None:
    text = messages.written(catalogue(file="dossier"), "fr")
    assert b"Date" not in text.split(b"\n\n")[0] and b"#: permits/pages.py\n" in text
    assert 'msgid "file"\nmsgstr "dossier"' in text.decode()


def test_the_command_fails_and_names_what_is_missing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(messages, "extracted", lambda: catalogue(**{"A new sentence.": ""}))
    before = messages.path("fr").read_bytes()
    assert messages.main(["--check"]) == 1
    assert "fr: permits/pages.py: A new sentence." in capsys.readouterr().out
    assert messages.path("fr").read_bytes() == before
