"""The exit codes; those of errors are in ``reviewbot.errors``."""

from __future__ import annotations

EXITS = """\
exit codes: 0 reviewed; 1 findings, and --fail-on asked for it; 2 usage, or output
that cannot be written; 3 source not found or unreadable; 4 no patch in it; 5 a check
failed, or the review of a series (the rest is still reported)"""
FAILED = 5
