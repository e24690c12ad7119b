"""``python -m ops.webfiles``: the files of others that pages load, from node_modules to static/vendor/.

Only named files, so that nothing is served that no page asks for. Arabic fonts are cut down to the letters
written in Morocco: a page loads one regular and one bold face for the weight of one whole one.
"""

from __future__ import annotations

import re
import shutil
import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter, load_font, save_font  # type: ignore[import-untyped]  # has no types

from ops.paths import BASE

MODULES = BASE / "node_modules"
VENDOR = BASE / "static" / "vendor"
COPIED = (
    "bootstrap/dist/css/bootstrap.min.css",
    "bootstrap/dist/css/bootstrap.rtl.min.css",
    "htmx.org/dist/htmx.min.js",
    "@fontsource/noto-sans/files/noto-sans-latin-400-normal.woff2",
    "@fontsource/noto-sans/files/noto-sans-latin-700-normal.woff2",
)
ARABIC = (
    "@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-400-normal.woff2",
    "@fontsource/noto-sans-arabic/files/noto-sans-arabic-arabic-700-normal.woff2",
)
#: Arabic letters, marks, both sorts of digits, the Moroccan gaf, pe, ve, che, ng; joiners and brackets.
LETTERS = (
    *range(0x0600, 0x0660), *range(0x0660, 0x066E), 0x0670, 0x0671, 0x067E, 0x0686, 0x06A4, 0x06A8, 0x06AD,
    0x06AF, 0x06D4, 0x0763, 0x200C, 0x200D, 0x200E, 0x200F, 0x2026, 0xFD3E, 0xFD3F,
)  # fmt: skip
SOURCE_MAP = re.compile(r"/\*# sourceMappingURL=.*?\*/|//# sourceMappingURL=.*")


def main() -> int:
    """Copy and cut; the folder is made anew."""
    shutil.rmtree(VENDOR, ignore_errors=True)
    VENDOR.mkdir(parents=True)
    for name in COPIED:
        _copy(MODULES / name)
    for name in ARABIC:
        _cut(MODULES / name)
    return 0


def _copy(source: Path) -> None:
    """A file as it is; a style sheet or script loses the address of its map, which is not shipped."""
    if source.suffix in {".css", ".js"}:
        text = SOURCE_MAP.sub("", source.read_text(encoding="utf-8"))
        (VENDOR / source.name).write_text(text, encoding="utf-8")
    else:
        shutil.copyfile(source, VENDOR / source.name)


def _cut(source: Path) -> None:
    """A font with fewer letters; every rule of joining and placing marks stays."""
    options = Options(flavor="woff2", layout_features=["*"], hinting=False, desubroutinize=True)
    font = load_font(str(source), options)
    cutter = Subsetter(options)
    cutter.populate(unicodes=LETTERS)
    cutter.subset(font)
    save_font(font, str(VENDOR / source.name), options)


if __name__ == "__main__":
    sys.exit(main())
