"""How variables begin."""
