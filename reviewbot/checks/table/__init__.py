"""Initialisers of arrays, structures and enumerations: what they repeat, and how they end."""
