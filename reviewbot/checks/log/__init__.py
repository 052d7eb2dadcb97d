"""Checks of what is written for people: commit logs, cover letters, messages of the kernel."""
