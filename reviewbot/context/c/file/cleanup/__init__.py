"""Ways out of a function that leave something acquired behind.

    for leak in leaks(function, pairs): …    # function from flow.read(), pairs from knowledge/pairs

An *acquire* is a call the table has a release for, or whose name is the opposite of one called
later in the same function on the same thing. A way out is looked at if the acquire is certain to
have been made on it, is not the way out taken because that very call failed, and leaves with an
error (or, for what is held for a moment only, such as a lock, in any way). It leaks where neither
the release nor anything that may stand for it is called on it.

What makes it worth saying is ``witness``: another way out of the same function that does release.

Limits: those of ``flow.py``; conditions are compared as text, things by their spelling.
"""

from reviewbot.context.c.file.cleanup.landing import Landings
from reviewbot.context.c.file.cleanup.leak import Leak, Witness
from reviewbot.context.c.file.cleanup.new_leaks import NewLeaks, new_leaks
from reviewbot.context.c.file.cleanup.search import leaks

__all__ = ["Landings", "Leak", "NewLeaks", "Witness", "leaks", "new_leaks"]
