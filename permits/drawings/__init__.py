"""Plans and pieces that the demonstration draws itself: real sheets, vector, to scale."""

from permits.drawings.building import Building
from permits.drawings.files import draw_piece, draw_plans

__all__ = ["Building", "draw_piece", "draw_plans"]
