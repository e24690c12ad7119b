"""How dates and numbers are read and written in French and Arabic: as in Morocco, not as Django ships."""
