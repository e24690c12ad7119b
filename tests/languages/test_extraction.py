"""Every way in which the product marks a string is found."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog

from ops.msgids import extracted

CODE = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy
A = _("a " "whole sentence")
B = pgettext_lazy("message", "to")
C = ngettext("%(n)s day", "%(n)s days", n)
D = _(computed)
"""
TEMPLATE = """{% load i18n %}
  <p title="it's">{% translate "It's open" %}</p>
      {% translate "File" context "upload" %}
    {% blocktranslate trimmed with ref=x %}
       File {{ ref }}
    {% endblocktranslate %}
{% blocktranslate count n=n %}{{ n }} page{% plural %}{{ n }} pages{% endblocktranslate %}
{% include "x.html" with name=_("Given") %}"""


def found(base: Path, name: str, text: str) -> Catalog:
    file = base / name
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")
    return extracted(base)


def test_strings_of_code_are_found(tmp_path: Path) -> None:
    strings = found(tmp_path, "permits/pages.py", CODE)
    assert "a whole sentence" in strings and ("%(n)s day", "%(n)s days") in strings
    assert strings.get("to", "message") is not None and strings.get("to") is None
    assert "computed" not in strings


def test_strings_of_templates_are_found(tmp_path: Path) -> None:
    strings = found(tmp_path, "templates/public/page.html", TEMPLATE)
    assert "It's open" in strings and "File %(ref)s" in strings and "Given" in strings
    assert strings.get("File", "upload") is not None
    assert ("%(n)s page", "%(n)s pages") in strings


def test_each_string_says_where_it_is_without_line_numbers(tmp_path: Path) -> None:
    strings = found(tmp_path, "permits/pages.py", CODE)
    message = strings.get("a whole sentence")
    assert message is not None and message.locations == [("permits/pages.py", 0)]


def test_only_the_product_is_read(tmp_path: Path) -> None:
    assert "a whole sentence" not in found(tmp_path, "node_modules/other/pages.py", CODE)
