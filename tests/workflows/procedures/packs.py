"""A small sound folder of packs, and ways to spoil it."""

from __future__ import annotations

from pathlib import Path

LIBRARY = """\
facts:
  height_m:
    type: decimal
    unit: m
    text: {fr: Hauteur, ar: العلو, en: Height}
pieces:
  application:
    text: {fr: Demande, ar: طلب, en: Application}
    category: main
    basis: "reported, décret"
clocks:
  ruling:
    text: {fr: Décision, ar: القرار, en: Decision}
    owner: authority
    limit: 2 months
    starts_on: [filed]
    stops_on: [granted, refused]
    basis: "confirmed, loi"
signatures:
  president:
    function: president
    text: {fr: Le président, ar: الرئيس, en: The president}
    basis: "confirmed, loi"
papers:
  deposit_receipt:
    template: deposit_receipt
    on: filed
    text: {fr: Récépissé, ar: وصل الإيداع, en: Receipt}
"""
KIND = """\
kind: hut
prefix: HUT
title: {fr: Cabane, ar: كوخ, en: Hut}
competent: [commune]
applicants: [owner]
phases: [completeness, decision, signature]
facts: [height_m]
pieces: [application]
clocks: [ruling]
silence: {effect: nothing, basis: "confirmed, loi"}
signatures: [president]
papers: [deposit_receipt]
unclassified: track
tracks:
  simple: {}
regimes:
  "2020":
    valid_from: 2020-01-01
    basis: "confirmed, loi"
"""


def write(root: Path, *, kind: str = KIND, library: str = LIBRARY, country: str = "zz") -> Path:
    """A folder of packs for one invented country."""
    folder = root / country
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "_library.yaml").write_text(library, encoding="utf-8")
    (folder / "hut.yaml").write_text(kind, encoding="utf-8")
    return root


def line_of(text: str, part: str) -> int:
    """The line, from 1, on which a part of a text stands."""
    return text[: text.index(part)].count("\n") + 1
