"""What a hunk shows of C: tokens and patterns, for a fragment that no grammar can read."""
