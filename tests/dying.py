"""Run reviewbot so that it dies at a chosen moment, or has no room for what it writes.

    python tests/dying.py MOMENT SIGNAL BYTES watch --once ...

MOMENT is ``EVENT:NUMBER``: the process gets SIGNAL, a number, just before the so-manyth of its audit
events of that name (PEP 578), as ``os.link:2``; ``-`` is never. A file that it or its git writes can
have BYTES at most (RLIMIT_FSIZE, as on a full disk); 0 is no limit.
"""

from __future__ import annotations

import os
import resource
import sys

from reviewbot.__main__ import start


def die_at(moment: str, number: int) -> None:
    """Send this process a signal at a moment to come."""
    wanted, _, count = moment.partition(":")
    left = int(count)

    def hook(event: str, _: object) -> None:
        nonlocal left
        if event == wanted:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), number)

    sys.addaudithook(hook)


def main() -> int:
    """Run the command."""
    moment, number, size, *command = sys.argv[1:]
    sys.argv = ["reviewbot", *command]
    if int(size):
        resource.setrlimit(resource.RLIMIT_FSIZE, (int(size), int(size)))
    if moment != "-":
        die_at(moment, int(number))
    return start()


if __name__ == "__main__":
    sys.exit(main())
