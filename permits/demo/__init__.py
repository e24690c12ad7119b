"""The demonstration: a city, its offices, and people named by their role."""
