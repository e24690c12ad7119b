"""The grammar of a procedure, its loader, its soundness checks and its chart."""
