"""Who maintains a file, by MAINTAINERS."""

from __future__ import annotations

import pytest

from reviewbot.checks.example import example_context
from reviewbot.context.maintainers import applies, looks_after, maintains
from reviewbot.model.mail import Address

TEXT = """\
List of maintainers
===================

FROB DRIVERS
M:\tErin Maintainer <erin@example.org>
M:\t"Last, First" <first@example.org>
R:\tRita Reviewer <rita@example.org>
T:\tgit git://git.example.org/pub/scm/linux/kernel/git/tom/frob.git
F:\tdrivers/frob/
F:\tinclude/linux/frob*.h
F:\ttools/frob
X:\tdrivers/frob/gizmo/

GIZMO
M:\tGil Gizmo <gil@example.org>
F:\tdrivers/*/gizmo/

THE REST
M:\tLynn Last <lynn@example.org>
F:\t*
F:\t*/
"""


def is_maintainer(name: str, email: str, *paths: str, text: str = TEXT) -> bool:
    tree = example_context("Log.\n", tree={"MAINTAINERS": text} if text else {}).tree
    return maintains(Address(name, email), paths, tree)


@pytest.mark.parametrize(
    ("person", "path"),
    [
        (("Erin Maintainer", "erin@example.org"), "drivers/frob/core.c"),
        (("Erin Maintainer", "erin@example.com"), "drivers/frob/sub/core.c"),
        (("", "erin@example.org"), "include/linux/frob-bus.h"),
        (("First Last", "first@example.com"), "tools/frob/main.c"),
        (("Tom", "tom@example.org"), "drivers/frob/core.c"),
        (("Gil Gizmo", "gil@example.org"), "drivers/frob/gizmo/core.c"),
    ],
)
def test_maintainers_are_known(person: tuple[str, str], path: str) -> None:
    assert is_maintainer(*person, path)


@pytest.mark.parametrize(
    ("person", "paths"),
    [
        (("Rita Reviewer", "rita@example.org"), ("drivers/frob/core.c",)),
        (("Erin Maintainer", "erin@example.org"), ("drivers/frob/gizmo/core.c",)),
        (("Erin Maintainer", "erin@example.org"), ("drivers/frob/core.c", "lib/brob.c")),
        (("Erin Maintainer", "erin@example.org"), ("include/linux/sub/frob.h",)),
        (("Erin Maintainer", "erin@example.org"), ("drivers/frobber/core.c",)),
        (("Lynn Last", "lynn@example.org"), ("drivers/frob/core.c",)),
        (("Erin Maintainer", "erin@example.org"), ()),
    ],
)
def test_nobody_else_is_a_maintainer(person: tuple[str, str], paths: tuple[str, ...]) -> None:
    assert not is_maintainer(*person, *paths)


def test_a_tree_without_the_file_tells_none() -> None:
    assert not is_maintainer("Erin Maintainer", "erin@example.org", "a.c", text="")


@pytest.mark.parametrize(
    ("person", "path", "does"),
    [
        (("Erin Maintainer", "erin@example.org"), "drivers/frob/core.c", True),
        (("Gil Gizmo", "gil@example.org"), "drivers/frob/gizmo/core.c", False),
        (("Rita Reviewer", "rita@example.org"), "drivers/frob/core.c", True),
        (("Nobody Known", "nobody@example.org"), "drivers/frob/core.c", False),
        (("Lin Ux", "linux@example.org"), "drivers/frob/core.c", False),  # no folder of his
    ],
)
def test_who_has_a_tree_applies(person: tuple[str, str], path: str, *, does: bool) -> None:
    tree = example_context("Log.\n", tree={"MAINTAINERS": TEXT}).tree
    assert applies(Address(*person), [path], tree) is does
    assert not applies(Address(*person), [], tree)


@pytest.mark.parametrize(
    ("person", "does"),
    [
        (("Erin Maintainer", "erin@example.org"), True),
        (("Rita Reviewer", "rita@example.org"), True),
        (("Nobody Known", "nobody@example.org"), False),
    ],
)
def test_a_reviewer_looks_after_files_as_well(person: tuple[str, str], *, does: bool) -> None:
    tree = example_context("Log.\n", tree={"MAINTAINERS": TEXT}).tree
    assert looks_after(Address(*person), ["drivers/frob/core.c"], tree) is does
    assert not looks_after(Address(*person), ["drivers/frob/core.c", "lib/sort.c"], tree)
