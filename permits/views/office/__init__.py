"""Pages of officials: work list, case, acts, signing desk, sittings."""
