# ruff: noqa: E501 - a table of cases reads best with one case a line
"""Every wrong pack is refused with its file, its line and a reason in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workflows.procedures.packs import KIND, LIBRARY, line_of, write
from workflows.procedures.check import check_folder
from workflows.procedures.loader import load_folder
from workflows.procedures.problems import PackError

# name, what is replaced in the kind's file, by what, the words of the reason
IN_KIND = [
    ("unknown key", "prefix: HUT", "prefix: HUT\ncolour: red", "colour", "unknown key 'colour'"),
    ("wrong type", "facts: [height_m]", "facts: 12", "facts:", "a list is expected"),
    ("wrong value", "applicants: [owner]", "applicants: [plumber]", "applicants", "'plumber' is not one of"),
    ("wrong function", "unclassified: track", "unclassified: track\ndecides: king", "decides", "'king' is not one"),
    ("key twice", "prefix: HUT", "prefix: HUT\nprefix: HAT", "prefix: HAT", "'prefix' is written twice"),
    ("not YAML", "facts: [height_m]", "facts: [height_m", "pieces:", "is not YAML"),
    ("undefined alias", "facts: [height_m]", "facts: *here", "facts:", "references of YAML are not used"),
    ("undefined name", "facts: [height_m]", "facts: [width_m]", "facts:", "'width_m' is not in section 'facts'"),
    ("undefined frame", "prefix: HUT", "prefix: HUT\nlike: castle", "like:", "'castle' is not in section 'frames'"),
    ("short limit", "clocks: [ruling]", "clocks: [{use: ruling, limit: 2 weeks}]", "clocks:", "2 working days|'2 weeks'"),
    ("short basis", 'basis: "confirmed, loi"}', 'basis: "sure, loi"}', "silence:", "'sure, loi' cannot be read"),
    ("zero limit", "clocks: [ruling]", "clocks: [{use: ruling, limit: 0 months}]", "clocks:", "must be more than 0"),
    ("a text for a number", "2020-01-01", "soon", "valid_from", "a date is expected"),
    ("impossible date", "2020-01-01", "2020-02-31", "valid_from", "cannot be read"),
    ("missing key", "prefix: HUT\n", "", "kind: hut", "'prefix' is missing"),
    ("wrong kind", "kind: hut", "kind: shed", "kind: shed", "must be written in a file called shed.yaml"),
    ("no kind", "kind: hut\n", "", "prefix", "'kind' is missing"),
    ("nothing to change", "clocks: [ruling]", "clocks+: [{change: ruling}]", "clocks+", "no 'ruling' in 'clocks' to change"),
    ("nothing to take", "clocks: [ruling]", "clocks-: [ruling]", "clocks-", "no 'ruling' in 'clocks' to take away"),
    ("foreign tag", "prefix: HUT", "prefix: !!python/name:os.system HUT", "prefix", "cannot be read"),
    ("no regimes", KIND[KIND.index("regimes") :], "", "kind: hut", "'regimes' is missing"),
    ("empty text", "fr: Cabane", 'fr: ""', "title", "the text is empty"),
    ("missing Arabic", "ar: كوخ, ", "", "title", "'ar' is missing"),
    ("condition without sense", "unclassified: track", "designer: {profession: architect, when: {fact: height_m}, text: {fr: aa, ar: بب, en: cc}, basis: \"confirmed, loi\"}", "designer", "a condition is a fact with a comparison"),
]  # fmt: skip

UNSOUND = [
    ("Arabic in Latin letters", "ar: كوخ", "ar: kukh", "title", "is not in Arabic"),
    ("English in Arabic letters", "en: Hut", "en: كوخ", "title", "is not in its language (en)"),
    ("undefined clock", "effect: nothing,", "effect: granted, clock: gone,", "silence", "there is no clock 'gone'"),
    ("silence without clock", "effect: nothing,", "effect: granted,", "silence", "names no clock"),
    ("silence and its clock differ", "effect: nothing,", "effect: granted, clock: ruling,", "silence", "leads to 'nothing'"),
    ("no end", "decision, signature]", "decision]", "phases", "cannot reach a decision"),
    ("seats without review", "phases: [completeness, ", "phases: [completeness, review, ", "phases", "seats if, and only if"),
    ("fees without payment", "phases: [completeness, ", "phases: [completeness, payment, ", "phases", "fees if, and only if"),
    ("wait without clock", "clocks: [ruling]", "clocks: []", "clocks", "there is no clock while the file is examined"),
    ("bad fact", "unclassified: track", "track_rules: [{name: tall, track: simple, when: {fact: width_m, gt: 3}, text: {fr: aa, ar: بب, en: cc}, basis: \"confirmed, loi\"}]", "track_rules", "looks at 'width_m', which is not asked"),
    ("fact of another type", "unclassified: track", "track_rules: [{name: tall, track: simple, when: {fact: height_m, eq: true}, text: {fr: aa, ar: بب, en: cc}, basis: \"confirmed, loi\"}]", "track_rules", "'height_m' can never be 'True'"),
    ("track that is not", "unclassified: track", "track_rules: [{name: tall, track: big, when: {fact: height_m, gt: 3}, text: {fr: aa, ar: بب, en: cc}, basis: \"confirmed, loi\"}]", "track_rules", "the track 'big', which does not exist"),
    ("no such template", "papers: [deposit_receipt]", "papers: [{use: deposit_receipt, template: postcard}]", "papers", "there is no template papers/postcard.html"),
    ("paper of no event", "papers: [deposit_receipt]", "papers: [{use: deposit_receipt, on: delivered}]", "papers", "delivered cannot occur"),
    ("clock of no event", "clocks: [ruling]", "clocks: [ruling, {use: ruling, name: late, starts_on: [resubmitted]}]", "clocks", "resubmitted cannot occur"),
    ("suspended for ever", "clocks: [ruling]", "clocks: [{use: ruling, suspends_on: [withdrawn]}]", "clocks", "suspended and never resumed"),
    ("suspended without law", "clocks: [ruling]", "clocks: [{use: ruling, suspends_on: [withdrawn], resumes_on: [filed]}]", "clocks", "suspended without a basis"),
    ("restarted without law", "clocks: [ruling]", "clocks: [{use: ruling, restarts_on: [filed]}]", "clocks", "restarts without a basis"),
    ("twice the same", "facts: [height_m]", "facts: [height_m, height_m]", "facts", "'height_m' is twice in 'facts'"),
    ("seat that does not exist signs", "signatures: [president]", "signatures: [{use: president, office: agency}]", "signatures", "there is no seat 'agency'"),
    ("overlap", "regimes:", 'regimes:\n  "2019": {valid_from: 2019-01-01, basis: "confirmed, loi"}', "2020-01-01", "overlaps with zz/hut/simple/2019"),
    ("hole", "regimes:", 'regimes:\n  "2019": {valid_from: 2019-01-01, valid_to: 2019-12-30, basis: "confirmed, loi"}', "2020-01-01", "leaves a hole after zz/hut/simple/2019"),
    ("ends before it begins", "valid_from: 2020-01-01", "valid_from: 2020-01-01\n    valid_to: 2019-01-01", "valid_to", "ends before it begins"),
    ("one track, unclassified", "unclassified: track\n", "", "", "says 'unclassified: track'"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "at", "reason"), [row[1:] for row in IN_KIND], ids=[row[0] for row in IN_KIND]
)
def test_a_pack_that_cannot_be_read_is_refused(
    tmp_path: Path, old: str, new: str, at: str, reason: str
) -> None:
    spoilt = KIND.replace(old, new, 1)
    assert spoilt != KIND
    with pytest.raises(PackError) as refused:
        load_folder(write(tmp_path, kind=spoilt))
    problem = refused.value.problems[0]
    assert problem.file == "zz/hut.yaml"
    assert problem.line == line_of(spoilt, at)
    assert any(words in problem.reason for words in reason.split("|"))


@pytest.mark.parametrize(
    ("old", "new", "at", "reason"), [row[1:] for row in UNSOUND], ids=[row[0] for row in UNSOUND]
)
def test_an_unsound_pack_is_found_out(tmp_path: Path, old: str, new: str, at: str, reason: str) -> None:
    spoilt = KIND.replace(old, new, 1)
    assert spoilt != KIND
    problems = check_folder(write(tmp_path, kind=spoilt))
    found = [problem for problem in problems if reason in problem.reason]
    assert found, problems
    assert found[0].file == "zz/hut.yaml"
    assert found[0].line == line_of(spoilt, at)
    assert found[0].procedure.startswith("zz/hut/simple/20")


def test_an_error_in_the_library_is_shown_in_the_library(tmp_path: Path) -> None:
    spoilt = LIBRARY.replace("ar: العلو", "ar: height")
    problems = check_folder(write(tmp_path, library=spoilt))
    assert [(p.file, p.line) for p in problems] == [("zz/_library.yaml", line_of(spoilt, "ar: height"))]


@pytest.mark.parametrize(
    ("library", "reason"),
    [
        ("plumbing: {}\n", "unknown section 'plumbing'"),
        ("facts:\n  a: {}\n  a: {}\n", "'a' is written twice"),
        ("- a\n", "keys and values are expected"),
        ("", "is empty"),
    ],
)
def test_a_wrong_library_is_refused(tmp_path: Path, library: str, reason: str) -> None:
    with pytest.raises(PackError, match=reason):
        load_folder(write(tmp_path, library=library))


def test_a_name_made_of_itself_is_refused(tmp_path: Path) -> None:
    library = LIBRARY + "conditions:\n  a: {not: b}\n  b: {not: a}\n"
    kind = KIND.replace("facts: [height_m]", "facts: [{use: height_m, when: a}]")
    with pytest.raises(PackError, match="is made of itself"):
        load_folder(write(tmp_path, library=library, kind=kind))


def test_a_frame_like_itself_is_refused(tmp_path: Path) -> None:
    library = LIBRARY + "frames:\n  a: {like: a}\n"
    with pytest.raises(PackError, match="is like itself"):
        load_folder(write(tmp_path, library=library, kind=KIND + "like: a\n"))


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="there is no such folder"):
        load_folder(tmp_path / "none")


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="holds no procedure"):
        load_folder(tmp_path)


def test_a_folder_that_is_no_country_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackError, match="two letters of its country"):
        load_folder(write(tmp_path, country="morocco"))


def test_a_stray_file_is_refused(tmp_path: Path) -> None:
    (write(tmp_path) / "zz" / "hut.yml").write_text(KIND)
    with pytest.raises(PackError, match=r"zz/hut.yml:0: only files that end in .yaml"):
        load_folder(tmp_path)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (write(tmp_path) / "zz" / "hut.yaml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(PackError, match="not a text in UTF-8"):
        load_folder(tmp_path)


def test_everything_wrong_is_said_at_once(tmp_path: Path) -> None:
    root = write(tmp_path, kind=KIND.replace("[owner]", "[plumber]").replace("prefix: HUT\n", ""))
    (root / "zz" / "shed.yaml").write_text("kind: shed\n")
    with pytest.raises(PackError) as refused:
        load_folder(root)
    assert {problem.file for problem in refused.value.problems} == {"zz/hut.yaml", "zz/shed.yaml"}
    assert len(refused.value.problems) == 3
