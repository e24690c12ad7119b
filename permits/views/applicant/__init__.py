"""Pages of whoever applies, or follows an application: reached by a personal way in only."""
