"""What to do with the drafts of a review: the next command."""

from __future__ import annotations

import shlex


def next_command(source: str, folder: str = "") -> str:
    """How to go on with the drafts in ``folder``; where there is none, how to have them written."""
    if folder:
        return f"to edit and send: git send-email --annotate {shlex.quote(folder)}/*.eml"
    if source == "-":
        return "to edit and send: give -o DIR, or --imap"
    return f"to decide, edit and send: reviewbot thread {shlex.quote(source)} -i"
