"""Learning from the user's own tree: which call undoes which, and what the code keeps to.

``mine(tree, progress)`` gives the text of a ``pairs.toml``, see ``mining.py``;
``conventions(tree, progress)`` that of a ``conventions.toml``, see ``counting.py``.
"""

from reviewbot.learn.counting import conventions
from reviewbot.learn.mining import mine

__all__ = ["conventions", "mine"]
