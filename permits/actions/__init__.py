"""The acts that the domain adds to the engine's: pieces, parties, money, the life of the permit."""

from permits.actions import life, money, parties, pieces, wet_ink

__all__ = ["life", "money", "parties", "pieces", "wet_ink"]
