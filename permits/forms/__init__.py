"""Forms of the pages: made from what the acts of the engine are given."""
