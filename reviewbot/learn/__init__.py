"""Learning from the user's own tree: which call undoes which.

``mine(tree, progress)`` gives the text of a ``pairs.toml``, see ``mining.py``.
"""

from reviewbot.learn.mining import mine

__all__ = ["mine"]
