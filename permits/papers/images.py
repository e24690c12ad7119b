"""The two pictures of a paper, as data URIs: the crest of the commune and the QR code."""

from __future__ import annotations

import base64
import re

from documents.rendering import qr_svg

# Flat fills only: gradients are not drawn by every PDF reader.
NEUTRAL_CREST = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 60 70">'
    '<path d="M5 5h50v30c0 17-13 26-25 31C18 61 5 52 5 35z" fill="#1f4e3d"/>'
    '<path d="M9 9h42v26c0 14-11 22-21 26.500C20 57 9 49 9 35z" fill="#fff"/>'
    '<path d="M16 46V28h5v4h4v-8h10v8h4v-4h5v18z" fill="#1f4e3d"/>'
    '<path d="M27 46v-7a3 3 0 0 1 6 0v7z" fill="#fff"/>'
    '<path d="M15 50h30v2.500H15z" fill="#9b1c1c"/></svg>'
)
_OUTSIDE = re.compile(
    r"<script.*?</script\s*>|<foreignObject.*?</foreignObject\s*>|<!DOCTYPE[^>]*>|<!ENTITY[^>]*>"
    r"|\son\w+\s*=\s*(?:\"[^\"]*\"|'[^']*')|\s(?:xlink:)?href\s*=\s*(?:\"[^#\"][^\"]*\"|'[^#'][^']*')",
    re.IGNORECASE | re.DOTALL,
)


def _uri(svg: bytes) -> str:
    return "data:image/svg+xml;base64," + base64.b64encode(svg).decode()


def crest(svg: str) -> str:
    """The crest as a data URI: scripts and links to the outside are taken out; empty: a neutral shield."""
    return _uri(_OUTSIDE.sub("", svg).encode() if svg.strip() else NEUTRAL_CREST.encode())


def qr(url: str) -> str:
    """The QR code of an address as a data URI."""
    return _uri(qr_svg(url).encode())
