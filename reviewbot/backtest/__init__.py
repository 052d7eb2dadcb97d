"""Replays archives: what the checks say of each revision, and what happened next."""
