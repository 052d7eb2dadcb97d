"""Registers behind a regmap: how they are read and written."""
