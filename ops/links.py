"""Dead links in the documentation: relative links to files that are not there, and anchors to headings."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from ops.paths import BASE

FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
CODE = re.compile(r"`[^`\n]*`")
INLINE = re.compile(r"\]\(\s*<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\s*\)")
REFERENCE = re.compile(r"^\[[^\]]+\]:\s*(\S+)", re.MULTILINE)
HTML = re.compile(r"<(?:img|a)\b[^>]*?\b(?:src|href)=\"([^\"]+)\"")
HEADING = re.compile(r"^#{1,6}\s+(.+?)\s*#*\s*$", re.MULTILINE)
NAMED = re.compile(r"<[^>]*?\b(?:id|name)=\"([^\"]+)\"")
OUTSIDE = re.compile(r"^[a-z][a-z0-9+.-]*:", re.IGNORECASE)


def main() -> int:
    """Print what is dead; 1 if anything is."""
    dead = [line for page in pages(BASE) for line in dead_links(page)]
    print("\n".join(dead), end="\n" if dead else "")
    return 1 if dead else 0


def pages(base: Path) -> list[Path]:
    """Every page of documentation."""
    return sorted([*base.glob("*.md"), *(base / "docs").rglob("*.md")])


def dead_links(page: Path) -> Iterator[str]:
    """One sentence for each link of the page that leads nowhere. Links to other sites are not followed."""
    for target in links(page.read_text(encoding="utf-8")):
        if OUTSIDE.match(target):
            continue
        name, _, anchor = unquote(target).partition("#")
        goal = (page.parent / name) if name else page
        if not goal.exists():
            yield f"{page}: {target}: there is no {name}"
        elif anchor and goal.suffix == ".md" and anchor not in anchors(goal.read_text(encoding="utf-8")):
            yield f"{page}: {target}: {goal.name} has no heading for #{anchor}"


def links(text: str) -> list[str]:
    """Targets of all links and images, without those shown as code."""
    prose = CODE.sub("", FENCE.sub("", text))
    return [*INLINE.findall(prose), *REFERENCE.findall(prose), *HTML.findall(prose)]


def anchors(text: str) -> set[str]:
    """The names by which a page's headings can be reached, made as code hosting sites make them."""
    found = set(NAMED.findall(text))
    for heading in HEADING.findall(FENCE.sub("", text)):
        plain = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading)
        slug = re.sub(r"[^\w\- ]", "", plain.lower()).replace(" ", "-")
        number = next(count for count in range(len(found) + 1) if _numbered(slug, count) not in found)
        found.add(_numbered(slug, number))
    return found


def _numbered(slug: str, count: int) -> str:
    return f"{slug}-{count}" if count else slug


if __name__ == "__main__":
    sys.exit(main())
