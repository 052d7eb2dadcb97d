"""What ``b4 review`` asks of its helpers: check commands that answer rows, an agent that drafts.

Nothing here imports b4. What it hands over and reads back is written down where it is used, as
b4 0.16 does it; the tests run b4's own functions on it.
"""
