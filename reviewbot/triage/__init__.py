"""A person goes through what would be drafted: findings and answers in, drafts out.

Nothing here reads a key or writes a file: ``reviewbot.cli.triage`` does.
"""
