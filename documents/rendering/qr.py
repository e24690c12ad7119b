"""QR codes as flat pictures: no gradient, no stroke, so every viewer draws them."""

from __future__ import annotations

import io

import segno


def qr_svg(text: str, *, level: str = "m") -> str:
    """An SVG element holding the QR code of a text, to be sized by CSS. ``level``: l, m, q or h.

    Modules are filled squares in one path (a stroked path shows hairlines in some viewers).
    """
    code = segno.make(text, error=level, micro=False)
    border = 4  # modules of quiet zone that ISO/IEC 18004 asks for
    side = len(code.matrix) + 2 * border
    path = "".join(
        f"M{x + border} {y + border}h1v1h-1z"
        for y, row in enumerate(code.matrix)
        for x, dark in enumerate(row)
        if dark
    )
    out = io.StringIO()
    out.write(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}" role="img">')
    out.write(f'<path fill="#fff" d="M0 0h{side}v{side}h-{side}z"/><path fill="#000" d="{path}"/></svg>')
    return out.getvalue()
