"""The check for dead links must find each kind, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from ops.links import anchors, dead_links, pages
from ops.paths import BASE


def _dead(folder: Path, text: str) -> list[str]:
    (folder / "README.md").write_text(text, encoding="utf-8")
    (folder / "other.md").write_text("# Délais légaux\n\n## `run` & stop\n", encoding="utf-8")
    return [line.rpartition(": ")[2] for line in dead_links(folder / "README.md")]


@pytest.mark.parametrize(
    "text",
    [
        "[a](none.md)",
        "![a](none.png)",
        '[a](none.md "title")',
        "[a]\n\n[a]: none.md",
        '<img src="none.png">',
        "[a](docs/none.md#x)",
    ],
)
def test_a_missing_file_is_found(tmp_path: Path, text: str) -> None:
    assert len(_dead(tmp_path, text)) == 1
    assert "there is no" in _dead(tmp_path, text)[0]


def test_a_missing_heading_is_found(tmp_path: Path) -> None:
    assert _dead(tmp_path, "[a](other.md#nothing) [b](#nowhere)") == [
        "other.md has no heading for #nothing",
        "README.md has no heading for #nowhere",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[a](other.md)",
        "[a](other.md#délais-légaux)",
        "[a](other.md#run--stop)",
        "# Here\n[a](#here)",
        "[a](https://example.org/none)",
        "[a](mailto:desk@example.org)",
        "`[a](none.md)`",
        "```\n[a](none.md)\n```",
    ],
)
def test_what_leads_somewhere_or_outside_is_left_alone(tmp_path: Path, text: str) -> None:
    assert _dead(tmp_path, text) == []


def test_equal_headings_are_numbered() -> None:
    assert anchors("# Same\n# Same\n# Same") == {"same", "same-1", "same-2"}


def test_our_own_pages_have_no_dead_link() -> None:
    assert BASE / "README.md" in pages(BASE)
    assert [line for page in pages(BASE) for line in dead_links(page)] == []
