"""What is longer than the screen goes through the pager git uses (git-var(1), GIT_PAGER).

Not one that the repository one stands in asks for: it may be a stranger's.
"""

from __future__ import annotations

import os
import subprocess
import sys

from reviewbot.git.settings import settings
from reviewbot.streams import show

# as git sets them where the user has not: leave if it fits, pass colours, do not clear the screen
_DEFAULTS = {"LESS": "FRX", "LV": "-c"}


def is_screen() -> bool:
    """Whether standard output is a terminal that can do more than type."""
    return sys.stdout.isatty() and os.environ.get("TERM", "dumb") != "dumb"


def page(text: str) -> None:
    """Show a text; where it is longer than the screen, with the user's pager if there is one."""
    command = _command() if is_screen() and _is_long(text) else []
    if command in ([], ["cat"]):
        show(text)
        return
    try:
        pager = subprocess.Popen(  # noqa: S603  the program the user's git is configured for
            command, stdin=subprocess.PIPE, env=_DEFAULTS | dict(os.environ)
        )
    except OSError:
        show(text)
        return
    # that it is left early is no fault
    pager.communicate(text.encode("utf-8", "backslashreplace"))


def _is_long(text: str) -> bool:
    import shutil  # noqa: PLC0415  of what is written to a file nobody asks

    return text.count("\n") >= shutil.get_terminal_size().lines


def _command() -> list[str]:
    """The pager and its arguments: as git-var(1) finds it, but nothing a repository asks for."""
    named = os.environ.get("GIT_PAGER")
    if named is None:
        found = settings(r"^core\.pager$").values
        own = [each.value for each in found if not each.is_local]
        named = own[-1] if own else os.environ.get("PAGER", "less")
    import shlex  # noqa: PLC0415  as above

    try:
        return shlex.split(named)
    except ValueError:  # a quotation that does not end
        return []
