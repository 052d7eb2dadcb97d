"""Numbers with a unit."""
