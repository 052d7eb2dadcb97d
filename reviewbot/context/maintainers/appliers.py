"""Whether somebody looks after the files of a patch, by the tree's own MAINTAINERS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewbot.context.maintainers.near import having, sections, sections_of
from reviewbot.thread.people import are_same, plain_address

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from reviewbot.context.levels import Tree
    from reviewbot.context.maintainers.section import Section
    from reviewbot.model.mail import Address


def maintains(person: Address, paths: Iterable[str], tree: Tree) -> bool:
    """Whether somebody is a maintainer of each of these files; not so where the tree tells none."""
    return _in_all(paths, tree, lambda section: _is_of(section, person))


def looks_after(person: Address, paths: Iterable[str], tree: Tree) -> bool:
    """Whether somebody is a maintainer or a reviewer of each of these files."""
    return _in_all(paths, tree, lambda section: _is_among(section, person))


def applies(person: Address, paths: Iterable[str], tree: Tree) -> bool:
    """Whether it is a maintainer with a git tree of theirs: who applies what is sent to the list.

    A reviewer of such a section may have become one since.
    """
    return _in_all(paths, tree, lambda section: bool(section.trees) and _is_among(section, person))


def heads(person: Address, paths: Iterable[str], tree: Tree) -> bool:
    """Whether somebody is the first maintainer of each of these files, with a git tree for them."""
    return _in_all(
        paths,
        tree,
        lambda one: bool(one.trees and one.maintainers) and are_same(person, one.maintainers[0]),
    )


def keeps_tree(person: Address, names: Iterable[str], tree: Tree) -> bool:
    """Whether somebody is a maintainer of what goes through a git tree of such a name (``frob-next``)."""
    wanted = tuple(f"/{name.lower()}.git" for name in names)
    return bool(wanted) and any(
        one.lower().endswith(wanted)
        for section in sections(tree)
        if any(are_same(person, each) for each in section.maintainers)
        for one in section.trees
    )


def is_known(person: Address, tree: Tree) -> bool:
    """Whether somebody is a maintainer of anything, under that very address."""
    own = plain_address(person.email)
    local = own.partition("@")[0]
    # there are thousands of sections to be read
    known = (one for section in having((own, f"{local}+"), tree) for one in section.maintainers)
    return any(plain_address(one.email) == own for one in known)


def _in_all(paths: Iterable[str], tree: Tree, is_own: Callable[[Section], bool]) -> bool:
    """Whether there are files, and each is in such a section; THE REST is of nobody."""
    paths = tuple(paths)
    return bool(paths) and all(
        any(is_own(one) for one in sections_of(path, tree) if not one.is_of_everything)
        for path in paths
    )


def _is_among(section: Section, person: Address) -> bool:
    """Whether somebody is a maintainer or a reviewer of it."""
    return _is_of(section, person) or any(are_same(person, one) for one in section.reviewers)


def _is_of(section: Section, person: Address) -> bool:
    """Whether somebody is its maintainer, or has the tree (``.../git/NAME/frob.git``)."""
    name = person.email.partition("@")[0].lower()
    return any(are_same(person, one) for one in section.maintainers) or any(
        name == _folder_of(tree) for tree in section.trees
    )


def _folder_of(tree: str) -> str:
    """The folder a git tree is in: not each folder above it is a person's (``pub/scm/linux``)."""
    address = next((word for word in tree.lower().split() if "/" in word), "")
    return address.rstrip("/").rpartition("/")[0].rpartition("/")[2]
