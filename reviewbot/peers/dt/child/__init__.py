"""Scripts that are run by themselves, with limits: only they read a mail's YAML with those tools.

Each is given the parent's ``sys.path`` first, and prints a line of JSON for each thing it found.
"""
