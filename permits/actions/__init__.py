"""The acts that the domain adds to the engine's: pieces, money, the life of the permit."""

from permits.actions import life, money, pieces

__all__ = ["life", "money", "pieces"]
