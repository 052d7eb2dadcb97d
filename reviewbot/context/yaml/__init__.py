"""YAML with the row of everything, read from strangers: no object is made of it, no alias followed."""
