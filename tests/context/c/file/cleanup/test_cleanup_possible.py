"""Which functions are read for leaks: those whose text shows that one may be found."""

from __future__ import annotations

import pytest

from reviewbot.context.c.file.cleanup.possible import Possible
from reviewbot.context.c.file.definitions import functions
from reviewbot.context.place import Edits
from reviewbot.knowledge.pairs import shipped
from reviewbot.model.patch import ADDED, DiffLine

FAILS = "\tif (x)\n\t\treturn -EINVAL;\n"


def may_leak(body: str) -> bool:
    """Whether a function that is all added may have a leak."""
    source = f"static int frob(int x)\n{{\n{body}}}\n"
    lines = enumerate(source.splitlines(), 1)
    added = {at: DiffLine(ADDED, text, at, None, at) for at, text in lines}
    (function,) = functions(source.encode())
    return Possible(source.encode(), Edits(added, {}), shipped()).has(function)


@pytest.mark.parametrize(
    "body",
    [
        f"\tmutex_lock(&a);\n{FAILS}\treturn 0;\n",  # nearly all unlock it
        f"\tfrob_begin(x);\n{FAILS}\tfrob_end(x);\n\treturn 0;\n",  # the other way out does
        "\tfrob_begin(x);\n\tif (x)\n\t\treturn;\n\tfrob_end(x);\n",
        f"\tfrob_begin(x);\n{FAILS}\treturn 0;\nfail:\n\tfrob_end(x);\n\treturn -EIO;\n",
    ],
)
def test_a_function_that_may_leak_is_read(body: str) -> None:
    assert may_leak(body)


@pytest.mark.parametrize(
    "body",
    [
        "\tfrob_begin(x);\n\tfrob_end(x);\n",  # there is one way out
        "\tfrob_begin(x);\n\tfrob_end(x);\n\treturn 0;\n",
        f"\tfrob_begin(x);\n{FAILS}\treturn 0;\n",  # nothing shows that it is undone
    ],
)
def test_one_in_which_nothing_shows_a_leak_is_not(body: str) -> None:
    assert not may_leak(body)
