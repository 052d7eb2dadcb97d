"""Checks of prose: comments, logs and cover letters."""
