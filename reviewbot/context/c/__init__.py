"""C in two worlds: what a hunk shows (``hunk``: tokens, patterns) and what a file shows (``file``)."""
