"""Checks of tables: their entries, their ends, their commas."""
