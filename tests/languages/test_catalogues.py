"""The catalogues are whole, and what they say can be shown as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from gettext import c2py

import pytest
from babel.messages.catalog import Catalog, Message

from ops.messages import PLURALS, merged, path, read, untranslated, written
from ops.msgids import extracted

BOTH = pytest.mark.parametrize("language", sorted(PLURALS))
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")
ARABIC = re.compile(r"[\u0621-\u064a]")
COUNTED = (0, 3, 4, 5)  # zero, few, many, other: their number must be read; one and two say it in a word


@pytest.fixture(scope="module")
def sources() -> Catalog:
    return extracted()


@BOTH
def test_every_string_of_the_product_is_translated(language: str, sources: Catalog) -> None:
    missing = [message.id for message in untranslated(merged(read(language), sources))]
    assert missing == [], "run: .venv/bin/python -m ops.messages, and translate what it names"


@BOTH
def test_no_string_is_kept_that_the_product_no_longer_says(language: str, sources: Catalog) -> None:
    gone = [message.id for message in read(language) if message.id and not _said(message, sources)]
    assert gone == [], "run: .venv/bin/python -m ops.messages"


@BOTH
def test_writing_a_catalogue_again_changes_nothing(language: str) -> None:
    assert path(language).read_bytes() == written(read(language), language)


@BOTH
def test_no_translation_is_a_guess(language: str) -> None:
    assert [message.id for message in read(language) if message.id and message.fuzzy] == []


@BOTH
def test_placeholders_are_those_of_the_source(language: str) -> None:
    for message, said in spoken(language):
        asked = set(PLACEHOLDER.findall(str(message.id)))
        given = set(PLACEHOLDER.findall(said))
        assert given <= asked, message.id
        assert given == asked or message.pluralizable, message.id
        assert re.sub(r"%\(\w+\)[sd]|%%", "", said).count("%") == 0, message.id
        assert said.count("%%") == str(message.id).count("%%") or message.pluralizable, message.id


@BOTH
def test_plurals_follow_the_rule_of_django(language: str) -> None:
    assert read(language).plural_forms == PLURALS[language]
    rule = c2py(PLURALS[language].partition("plural=")[2].rstrip(";"))
    expected = {"fr": [0, 0, 1, 1, 1, 1], "ar": [0, 1, 2, 3, 4, 5]}[language]
    assert [rule(n) for n in (0, 1, 2, 3, 11, 100)] == expected


def test_arabic_counts_in_six_forms_each_with_its_number() -> None:
    for message in read("ar"):
        if message.pluralizable:
            assert len(message.string) == 6, message.id
            for form in COUNTED:
                assert PLACEHOLDER.search(message.string[form]), (message.id, form)


def test_arabic_is_written_in_arabic_letters() -> None:
    worded = [(m, said) for m, said in spoken("ar") if re.search("[a-z]", PLACEHOLDER.sub("", str(m.id)))]
    assert [message.id for message, said in worded if not ARABIC.search(said)] == []


def test_what_arabic_sentences_are_filled_with_keeps_its_own_direction() -> None:
    """A reference or a date in the middle of Arabic is read backwards unless it is isolated."""
    bare = re.compile(r"(?<!\u2068)%\((?!url\b|max|most)\w+\)s")
    found = [
        message.id for message, said in spoken("ar") if bare.search(re.sub("<bdi[^>]*>[^<]+</bdi>", "", said))
    ]
    assert found == []


def test_arabic_isolates_are_closed() -> None:
    for message, said in spoken("ar"):
        assert len(re.findall("[\u2066-\u2068]", said)) == said.count("\u2069"), message.id


def test_french_is_typeset_as_french() -> None:
    """Typographic apostrophes; a space that never breaks before a colon and inside guillemets."""
    for message, said in spoken("fr"):
        assert "'" not in said, message.id
        assert not re.search(r" [:;?!»]|« ", said), message.id


def spoken(language: str) -> Iterator[tuple[Message, str]]:
    """Each message with each form of its translation."""
    for message in read(language):
        if message.id:
            forms = message.string if message.pluralizable else (message.string,)
            yield from ((message, form) for form in forms)


def _said(message: Message, sources: Catalog) -> bool:
    return sources.get(message.id, message.context) is not None
