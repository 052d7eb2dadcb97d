"""Checks of commit logs and cover letters."""
