"""Pages of the domain: public ones, and downloads for those who see the case."""
