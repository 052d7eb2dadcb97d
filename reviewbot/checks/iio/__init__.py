"""Checks of what the IIO core expects of its drivers."""
