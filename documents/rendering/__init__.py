"""HTML in, PDF/A-3u out: the same bytes for the same input, fonts and locked packages."""

from documents.rendering.pdf import Attached, render_pdf
from documents.rendering.qr import qr_svg

__all__ = ["Attached", "qr_svg", "render_pdf"]
