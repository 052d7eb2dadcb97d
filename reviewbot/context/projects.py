"""Which project a series is for: what is a rule of the kernel's is none of another's.

A subject tag tells first (``[PATCH iproute2]``), then words only its code has, then files in directories only that project has,
then the lists, of which those in ``To`` count before those in ``Cc``. What went to a list of the
kernel's, or is about its directories, is the kernel's; so is what nothing is known of: a cover
alone, or a file in no directory and no list that is known.
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import cache
from typing import TYPE_CHECKING

from reviewbot.context.kernel import is_kernel
from reviewbot.context.memo import once_for_each
from reviewbot.frozen import frozen
from reviewbot.knowledge.load import table
from reviewbot.thread.mailboxes import addresses

if TYPE_CHECKING:
    from collections.abc import Iterable

    from reviewbot.model.series import Series


@frozen
class Project:
    """A project and its habits.

    ``shares`` names the kernel's checks (or families) that hold there, ``document`` what may be
    cited for the rules of a log, ``id_length`` how many digits of a commit id are enough.
    ``tags``, ``words``, ``directories`` and ``lists`` are what its mails are known by.
    """

    name: str
    is_kernel: bool = False
    shares: frozenset[str] = frozenset()
    document: str = ""
    id_length: int = 7
    tags: frozenset[str] = frozenset()
    words: tuple[str, ...] = ()
    directories: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()

    def has(self, check: str) -> bool:
        """Whether a check about the kernel's own rules holds here."""
        return self.is_kernel or not self.shares.isdisjoint((check, check.partition(".")[0]))


OTHER = Project("another project")


def project_names() -> tuple[str, ...]:
    """What the projects that are known are called."""
    return tuple(one.name for one in (_kernel(), *_others()))


@once_for_each
def project_of(series: Series) -> Project:
    """The project a series is for."""
    named = (one for one in (_kernel(), *_others()) if one.name == series.profile)
    return next(named, None) or _found_out(series)


def _found_out(series: Series) -> Project:
    kernel, others = _kernel(), _others()
    tags = {tag.lower() for mail in series.mails for tag in mail.subject.tags}
    for one in others:
        if tags & one.tags or _has_word(series, one.words):
            return one
    paths = [file.path for patch in series.patches for file in patch.files]
    is_like_kernel = all(is_kernel(patch) for patch in series.patches)
    for one in others:
        only = tuple(d for d in one.directories if not is_like_kernel or _is_inner(d))
        if only and paths and all(path.startswith(only) for path in paths):
            return one
    message = series.mails[0].answer_to
    for people in (message.to, message.cc):
        lists = [address.email.lower() for address in addresses(people)]
        for one in others:
            if _any(lists, one.lists) and not (
                is_like_kernel and paths and _any(_without(lists, one.lists), kernel.lists)
            ):
                return one
        if _any(lists, kernel.lists):
            return kernel if is_like_kernel else OTHER
    tells_nothing = not any("/" in path for path in paths)
    return kernel if is_like_kernel or tells_nothing else OTHER


def _has_word(series: Series, words: Iterable[str]) -> bool:
    """Whether a line of C that is added has one of them."""
    files = (file for patch in series.patches for file in patch.files if file.is_c)
    texts = [hunk.added_text for file in files for hunk in file.hunks] if words else []
    return any(word in text for word in words for text in texts)


def _is_inner(directory: str) -> bool:
    """Whether it is below a directory of the top, or begins the names of files there.

    At the top the kernel may have one of that name.
    """
    return "/" in directory.rstrip("/")


def _without(addresses_: Iterable[str], patterns: Iterable[str]) -> list[str]:
    patterns = tuple(patterns)
    return [each for each in addresses_ if not _any((each,), patterns)]


def _any(texts: Iterable[str], patterns: Iterable[str]) -> bool:
    patterns = tuple(patterns)
    return any(fnmatchcase(text, pattern) for text in texts for pattern in patterns)


@cache
def _kernel() -> Project:
    entry = table("projects")["kernel"]
    return Project(
        entry["name"],
        is_kernel=True,
        document=entry["document"],
        id_length=entry["id_length"],
        lists=tuple(entry["lists"]),
    )


@cache
def _others() -> tuple[Project, ...]:
    return tuple(
        Project(
            entry["name"],
            shares=frozenset(entry.get("shares", ())),
            document=entry.get("document", ""),
            id_length=entry["id_length"],
            tags=frozenset(entry.get("tags", ())),
            words=tuple(entry.get("words", ())),
            directories=tuple(entry.get("directories", ())),
            lists=tuple(entry.get("lists", ())),
        )
        for entry in table("projects")["project"]
    )
