"""What the functions of a file acquire that none of its functions releases.

    for each in unreleased(image.post, pairs): …     # pairs from knowledge/pairs

Looked at are functions with a partner in the same file (probe and remove, see ``partners.py``) that
acquire something and still have it when they succeed. It counts as released where any other
function of the file names the release and may mean this thing, where the teardown calls something
of another file that may do it, and where it is managed.

Limits: those of ``flow.py``. Things go by the last part of their spelling (``priv->clk`` is
``clk``), so that the same thing in two functions is seen as one; what an alias holds is not known.
"""

from reviewbot.context.c.file.teardown.search import Unreleased, unreleased

__all__ = ["Unreleased", "unreleased"]
